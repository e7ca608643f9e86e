# Vì sao kiosk không khởi động được, nói với người cài đặt trên màn hình lệnh.

start-token-unreadable = Không đọc được tệp mã truy cập { $path } ({ $reason }). Hãy tạo mã bằng lệnh: queue-server token new --data DIR --role kiosk --name TÊN > TỆP.
start-token-not-one = Tệp { $path } không chứa đúng một mã truy cập. Hãy tạo mã bằng lệnh: queue-server token new --data DIR --role kiosk --name TÊN > TỆP.
start-token-malformed = Mã truy cập phải là một từ liền gồm các ký tự in được. Hãy tạo mã bằng lệnh: queue-server token new --data DIR --role kiosk --name TÊN > TỆP.
start-server = Địa chỉ máy chủ không dùng được ({ $reason }). Hãy viết như http://10.0.0.2:8080.
start-data = Không dùng được thư mục dữ liệu { $dir } ({ $reason }). Hãy cho người dùng này quyền ghi hoặc chọn thư mục khác.
start-window = Không mở được cửa sổ ({ $reason }). Hãy chạy kiosk trong phiên đồ họa.
start-thread = Không khởi động được một luồng ({ $reason }). Máy đã hết bộ nhớ hoặc hết số tiến trình.
start-voice = Không dùng được bộ giọng đọc ({ $reason }).
start-printers = Quá nhiều máy in. Xin ghi --printer một lần, hoặc hai lần cho máy chính và máy dự phòng.
start-watch = Không khởi động được kiosk ({ $reason }). Máy đã hết bộ nhớ hoặc hết số tiến trình.
