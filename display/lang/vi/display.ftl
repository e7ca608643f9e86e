# What the wall says on a terminal, to whoever installs it.

about = Bảng gọi số của Bộ phận Một cửa: số nào đến quầy nào.
bad-url = Địa chỉ máy chủ "{ $url }" không dùng được ({ $reason }). Hãy viết như http://10.0.0.2:8080.
bad-token = Không đọc được mã truy cập: { $reason }. Hãy tạo mã bằng lệnh: queue-server token new --data DIR --role display --name TÊN > TỆP.
bad-window = "{ $size }" không phải kích thước cửa sổ. Hãy viết RỘNGxCAO, ví dụ 1920x1080, mỗi chiều từ 320 đến 8192.
unknown-zone = Không có khu vực "{ $zone }". Các khu vực của nơi này: { $zones }.
no-window = Không mở được cửa sổ: { $reason }. Hãy chạy trong phiên đồ họa (X11 hoặc Wayland).
no-thread = Không khởi động được luồng kết nối: { $reason }.
