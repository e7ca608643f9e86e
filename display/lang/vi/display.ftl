# What the wall says on a terminal, to whoever installs it.

bad-url = Địa chỉ máy chủ "{ $url }" không dùng được. Hãy viết như http://10.0.0.2:8080.
token-unreadable = Không đọc được tệp mã truy cập { $path } ({ $reason }). Hãy tạo mã bằng lệnh: queue-server token new --data DIR --role display --name TÊN > TỆP.
token-not-one = Tệp { $path } không chứa đúng một mã truy cập. Hãy tạo mã bằng lệnh: queue-server token new --data DIR --role display --name TÊN > TỆP.
bad-window = "{ $size }" không phải kích thước cửa sổ. Hãy viết RỘNGxCAO, ví dụ 1920x1080, mỗi chiều từ 320 đến 8192.
bad-panels = Không khởi động được bảng LED tại quầy: { $reason }.
unknown-zone = Không có khu vực "{ $zone }". Các khu vực của nơi này: { $zones }.
no-window = Không mở được cửa sổ: { $reason }. Hãy chạy trong phiên đồ họa (X11 hoặc Wayland).
no-thread = Không khởi động được luồng kết nối: { $reason }.
