# Lời của máy chủ với người cài đặt, ở cửa sổ dòng lệnh: một câu, kèm cách khắc phục.
start-port-in-use = Cổng { $address } đang có chương trình khác dùng; hãy dừng chương trình đó hoặc chọn cổng khác với --listen.
start-listen = Không mở được địa chỉ { $address } ({ $error }); hãy chọn một địa chỉ của máy này với --listen.
start-data-folder = Không dùng được thư mục dữ liệu { $path } ({ $error }); hãy cấp quyền ghi cho thư mục hoặc chọn thư mục khác với --data.
start-data-in-use = Một máy chủ khác đang dùng thư mục dữ liệu { $path }; hãy dừng máy chủ đó hoặc chọn thư mục khác với --data.
start-no-database = Không có cơ sở dữ liệu ở { $path }; hãy kiểm tra đường dẫn, hoặc khởi động máy chủ một lần với thư mục này.
start-database-there = Thư mục { $path } đã có cơ sở dữ liệu; hãy chọn một thư mục dữ liệu mới, hoặc dời cơ sở dữ liệu cũ đi trước.
start-file-there = Tệp { $path } đã có; hãy chọn một tên khác với --to.
start-newer-schema = Cơ sở dữ liệu có cấu trúc { $found }, mới hơn cấu trúc { $known } mà phiên bản này biết; hãy dùng phiên bản queue-server mới hơn.
start-broken-event = Sự kiện { $seq } trong nhật ký không còn nguyên vẹn ({ $what }); hãy khôi phục từ bản sao lưu gần nhất với queue-server restore.
start-log = Không đọc hoặc ghi được cơ sở dữ liệu ({ $error }); hãy kiểm tra ổ đĩa và quyền của tệp.
start-site = Tệp địa điểm { $path } có { $count } lỗi, lỗi đầu tiên: { $first } Hãy xem tất cả với queue-server check-site.
start-clock-behind-log = Nhật ký đã ghi đến { $last }, nên đồng hồ không lùi về trước được; hãy chọn thời điểm muộn hơn hoặc một thư mục dữ liệu mới.
start-clock-on-live-site = Địa điểm này đang phục vụ người dân nên không được dời đồng hồ; hãy bỏ --clock-from, hoặc ghi live = false trong tệp địa điểm khi chạy thử.
start-refused = Không khởi động được ({ $reason }); hãy kiểm tra tệp địa điểm.
start-log-does-not-take = Không ghi được vào nhật ký; hãy kiểm tra dung lượng ổ đĩa và quyền của thư mục dữ liệu.
start-bad-name = Tên không hợp lệ; hãy dùng từ 1 đến { $max } ký tự, không có khoảng trắng ở đầu hoặc cuối.
start-name-taken = Tên “{ $name }” đã có; hãy chọn một tên khác.
start-password = Mật khẩu không hợp lệ; hãy đưa một dòng từ { $min } ký tự đến { $max } byte vào đầu vào chuẩn.
start-no-such-token = Không có mã truy cập còn hiệu lực với tên “{ $name }”; hãy xem các tên với queue-server token list.
start-io = Không đọc hoặc ghi được ({ $error }); hãy kiểm tra rồi làm lại.
setup-link-hint = Hãy mở địa chỉ của máy chủ cộng với dòng trên trong trình duyệt. Liên kết chỉ dùng được một lần.
verify-ok = Nhật ký nguyên vẹn đến sự kiện { $seq }, mã băm { $hash }
rebuild-ok = Đã dựng lại từ nhật ký đến sự kiện { $seq }, mã băm { $hash }
backup-ok = Đã sao lưu đến sự kiện { $seq }, mã băm { $hash }
restore-ok = Đã khôi phục đến sự kiện { $seq }, mã băm { $hash }
