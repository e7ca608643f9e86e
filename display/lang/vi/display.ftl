# What the wall says on a terminal, to whoever installs it.

bad-url = Địa chỉ máy chủ "{ $url }" không dùng được. Hãy viết như http://10.0.0.2:8080.
token-unreadable = Không đọc được tệp mã truy cập { $path } ({ $reason }). Hãy tạo mã bằng lệnh: queue-server token new --data DIR --role display --name TÊN > TỆP.
token-not-one = Tệp { $path } không chứa đúng một mã truy cập. Hãy tạo mã bằng lệnh: queue-server token new --data DIR --role display --name TÊN > TỆP.
bad-window = "{ $size }" không phải kích thước cửa sổ. Hãy viết RỘNGxCAO, ví dụ 1920x1080, mỗi chiều từ 320 đến 8192.
bad-panels = Không khởi động được bảng LED tại quầy: { $reason }.
unknown-zone = Không có khu vực "{ $zone }". Các khu vực của nơi này: { $zones }.
no-window = Không mở được cửa sổ: { $reason }. Hãy chạy trong phiên đồ họa (X11 hoặc Wayland).
no-thread = Không khởi động được luồng kết nối: { $reason }.
no-sound = Không khởi động được phần đọc số: { $reason }.
voice-made = Đã tạo { $clips } đoạn ghi âm trong { $path }.
voice-words = Tệp từ ngữ { $path } không dùng được ({ $reason }). Mỗi dòng viết như: vi.char-s = "sờ".
voice-lacks = Thiếu đoạn { $id } ({ $lang }) “{ $text }”: hãy ghi âm bằng lệnh display voice record.
voice-faults = Bộ giọng đọc { $path } có { $count } chỗ cần sửa, nêu ở trên.
voice-whole = Bộ giọng đọc { $path } đầy đủ.
voice-said = Đã ghi { $seconds } giây vào { $path }.
record-next = { $at }/{ $of } “{ $text }”. Nhấn Enter để ghi; s rồi Enter: bỏ qua; q rồi Enter: dừng.
record-stop = Đang ghi. Đọc xong, nhấn Enter.
record-keep = Dài { $seconds } giây, độ lớn { $loud } dB. Enter: giữ lại; r rồi Enter: ghi lại; s rồi Enter: bỏ qua.
record-quiet = Dài { $seconds } giây nhưng quá nhỏ ({ $loud } dB), xin nói gần micrô hơn. r rồi Enter: ghi lại; Enter: vẫn giữ; s rồi Enter: bỏ qua.
record-done = Đã có { $done } trong { $of } đoạn ở { $path }.
