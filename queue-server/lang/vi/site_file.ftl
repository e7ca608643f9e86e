# Lời của check-site: người cài đặt ở cơ quan đọc. Mỗi lỗi có một câu nói điều gì sai và một câu (.remedy) nói cách sửa.

# Tệp
site-file-missing = Không tìm thấy tệp này ({ $path }).
    .remedy = Hãy tạo tệp, để trống nếu không có gì để ghi, hoặc sửa lại đường dẫn.
site-file-unreadable = Không đọc được tệp: { $reason }.
    .remedy = Hãy kiểm tra quyền đọc của tệp.
site-file-no-file = Đây không phải là tệp.
    .remedy = Hãy chỉ đến tệp site.toml trong thư mục của cơ quan.
site-file-too-large = Tệp lớn hơn { $limit } KiB.
    .remedy = Hãy bỏ bớt nội dung; tệp cấu hình không lớn như vậy.
site-file-not-utf8 = Tệp có ký tự không thuộc UTF-8.
    .remedy = Hãy lưu lại tệp với bảng mã UTF-8.
site-file-stray = Chương trình không đọc tệp này.
    .remedy = { $near ->
        [none] Hãy đưa tệp ra khỏi thư mục.
       *[some] Có phải định ghi "{ $near }"? Hãy đổi tên, hoặc đưa tệp ra khỏi thư mục.
    }
site-syntax = Dòng này không đúng cú pháp TOML ({ $reason }).
    .remedy = Hãy kiểm tra dấu nháy, dấu ngoặc, dấu phẩy và dấu bằng.
site-key-twice = Khóa này đã có ở trên.
    .remedy = Hãy bỏ bớt một; các mục của một danh sách thì ghi dạng [[…]].

# Khóa và giá trị
site-key-missing = Thiếu "{ $key }".
    .remedy = Hãy thêm "{ $key }".
site-key-unknown = Không có khóa nào tên là "{ $key }".
    .remedy = { $near ->
        [none] Hãy bỏ khóa này.
       *[some] Có phải định ghi "{ $near }"?
    }
site-not-string = "{ $key }" phải là một chuỗi.
    .remedy = Hãy đặt giá trị trong dấu nháy kép.
site-not-boolean = "{ $key }" phải là đúng hoặc sai.
    .remedy = Hãy ghi true hoặc false, không có dấu nháy.
site-not-number = "{ $key }" phải là một số nguyên.
    .remedy = Hãy ghi số, không có dấu nháy và không có phần lẻ.
site-not-list = "{ $key }" phải là một danh sách.
    .remedy = Hãy ghi [ … ], hoặc [[{ $key }]] cho từng mục.
site-not-table = "{ $key }" phải là một bảng.
    .remedy = Hãy ghi [{ $key }] hoặc {"{"} … {"}"} với các khóa bên trong.
site-not-text = "{ $key }" phải có cả tiếng Việt và tiếng Anh.
    .remedy = Hãy ghi {"{"} vi = "…", en = "…" {"}"}.
site-not-time = "{ $key }" không phải là giờ.
    .remedy = Hãy ghi giờ dạng "07:30".
site-not-date = "{ $key }" không phải là ngày có thật.
    .remedy = Hãy ghi ngày dạng "2019-09-02".
site-number-outside = "{ $key }" là { $found }, ngoài khoảng cho phép.
    .remedy = Hãy ghi một số từ { $low } đến { $high }.
site-choice-unknown = "{ $key }" không nhận "{ $found }".
    .remedy = { $near ->
        [none] Hãy chọn một trong: { $choices }.
       *[some] Có phải định ghi "{ $near }"? Được chọn một trong: { $choices }.
    }
site-list-too-long = "{ $key }" có nhiều hơn { $limit } mục.
    .remedy = Hãy bỏ từ mục này trở đi.
site-list-twice = "{ $found }" có hai lần trong "{ $key }".
    .remedy = Hãy bỏ bớt một.
site-slug-bad = "{ $found }" không dùng làm mã được.
    .remedy = Mã chỉ gồm chữ thường a–z không dấu, chữ số và gạch nối ở giữa, dài tối đa { $limit } ký tự, ví dụ "dat-dai".
site-id-twice = Mã "{ $found }" đã dùng (lần đầu ở { $first }).
    .remedy = Hãy cho mỗi mục một mã riêng.

# Lời bằng hai thứ tiếng
site-text-lacks-vi = "{ $key }" thiếu tiếng Việt.
    .remedy = Hãy thêm vi = "…".
site-text-lacks-en = "{ $key }" thiếu tiếng Anh.
    .remedy = Hãy thêm en = "…".
site-text-empty = "{ $key }" để trống.
    .remedy = Hãy ghi nội dung.
site-text-control = "{ $key }" có ký tự điều khiển.
    .remedy = Chỉ được xuống dòng bằng \n; hãy bỏ tab và các ký tự ẩn khác.
site-text-lines = "{ $key }" có { $found } dòng, chỗ in chỉ đủ { $limit }.
    .remedy = Hãy viết gọn hơn.
site-text-wide = "{ $key }" có dòng dài { $found } ký tự, chỗ in chỉ đủ { $limit }.
    .remedy = Hãy viết gọn hơn, hoặc xuống dòng bằng \n ở nơi được phép hai dòng.

# Cơ quan, địa điểm, người
site-none-unit = Chưa có cơ quan nào.
    .remedy = Hãy thêm ít nhất một [[unit]].
site-none-place = Chưa có địa điểm nào.
    .remedy = Hãy thêm ít nhất một [[place]].
site-unit-unknown = Không có cơ quan nào mã "{ $found }".
    .remedy = { $near ->
        [none] Hãy thêm [[unit]] đó vào places.toml.
       *[some] Có phải định ghi "{ $near }"?
    }
site-unit-circle = Cơ quan "{ $found }" là cấp trên của chính mình.
    .remedy = Hãy sửa parent để cây đi lên và dừng lại.
site-place-unknown = Không có địa điểm nào mã "{ $found }".
    .remedy = { $near ->
        [none] Hãy thêm [[place]] đó vào places.toml.
       *[some] Có phải định ghi "{ $near }"?
    }
site-phone-bad = "{ $found }" không phải là số điện thoại.
    .remedy = Hãy ghi chữ số và dấu cách, ví dụ "0277 3 000 111".
site-person-unknown = Không có ai mã "{ $found }".
    .remedy = { $near ->
        [none] Hãy thêm [[person]] đó vào staff.toml.
       *[some] Có phải định ghi "{ $near }"?
    }

# Lĩnh vực và dịch vụ
site-none-service = Chưa có dịch vụ nào.
    .remedy = Hãy thêm ít nhất một [[service]].
site-field-unknown = Không có lĩnh vực nào mã "{ $found }".
    .remedy = { $near ->
        [none] Hãy thêm [[field]] đó vào services.toml.
       *[some] Có phải định ghi "{ $near }"?
    }
site-service-unknown = Không có dịch vụ nào mã "{ $found }".
    .remedy = { $near ->
        [none] Hãy thêm [[service]] đó vào services.toml.
       *[some] Có phải định ghi "{ $near }"?
    }
site-service-no-field = Dịch vụ nộp hồ sơ này không thuộc lĩnh vực nào.
    .remedy = Hãy ghi ít nhất một lĩnh vực; chỉ dịch vụ trả kết quả (collect) được để trống.
site-service-never = Dịch vụ này không có ngày nào được mở: các ngày trong "days" đều là ngày nghỉ.
    .remedy = Hãy ghi một ngày có trong weekdays của hours.toml.
site-service-unserved = Không quầy nào tại địa điểm hiện nay nhận "{ $found }".
    .remedy = Hãy thêm "{ $found }" vào serves của một quầy trong counters.toml.
site-tiles-full = Có nhiều hơn { $limit } dịch vụ nộp hồ sơ; màn hình kiosk chỉ đủ { $limit } ô và ô tìm kiếm.
    .remedy = Hãy gộp các lĩnh vực ít người vào chung một dịch vụ.
site-letter-bad = "{ $found }" không phải là chữ của dãy số.
    .remedy = Hãy dùng một chữ hoa từ A đến Z.
site-letter-d = Không dùng chữ Đ cho dãy số: loa gọi D và Đ nghe như nhau.
    .remedy = Hãy dùng một chữ hoa khác từ A đến Z.
site-letter-twice = Chữ "{ $letter }" đã dùng (lần đầu ở { $first }).
    .remedy = Hãy cho mỗi dãy số một chữ riêng.

# Quầy
site-none-counter = Chưa có quầy nào.
    .remedy = Hãy thêm ít nhất một [[counter]].
site-zone-unknown = Không có khu nào mã "{ $found }".
    .remedy = { $near ->
        [none] Hãy thêm khu đó vào zones ở đầu counters.toml.
       *[some] Có phải định ghi "{ $near }"?
    }
site-counter-number-twice = Đã có quầy số { $number } (lần đầu ở { $first }).
    .remedy = Hãy cho mỗi quầy một số riêng.
site-counter-idle = Quầy này không nhận dịch vụ nào.
    .remedy = Hãy thêm ít nhất một dịch vụ vào serves, hoặc bỏ quầy.

# Giờ làm việc
site-days-none = "{ $key }" không có ngày nào.
    .remedy = Hãy ghi ít nhất một ngày, ví dụ ["mon", "tue"].
site-sessions-none = Không có buổi làm việc nào.
    .remedy = Hãy ghi ít nhất một buổi; ngày nghỉ thì ghi vào [[closure]].
site-session-backwards = Buổi làm việc kết thúc lúc { $to }, không sau lúc bắt đầu { $from }.
    .remedy = Hãy đổi lại from và to.
site-session-overlaps = Buổi này bắt đầu lúc { $from }, khi buổi trước chưa hết ({ $before }).
    .remedy = Hãy ghi các buổi theo thứ tự và không chồng lên nhau.
site-volume-backwards = Khoảng âm lượng kết thúc lúc { $to }, không sau lúc bắt đầu { $from }.
    .remedy = Hãy đổi lại from và to.
site-volume-overlaps = Khoảng âm lượng này bắt đầu lúc { $from }, khi khoảng trước chưa hết ({ $before }).
    .remedy = Hãy ghi các khoảng theo thứ tự và không chồng lên nhau.
site-date-twice = Ngày { $date } đã ghi (lần đầu ở { $first }).
    .remedy = Một ngày chỉ ghi một lần, là ngày nghỉ hoặc là ngày đặc biệt.

# Cấu hình chung
site-offset-bad = "{ $found }" không phải là múi giờ.
    .remedy = Hãy ghi độ lệch so với UTC, ở Việt Nam là "+07:00".
site-address-bad = "{ $found }" không phải là địa chỉ trang theo dõi.
    .remedy = Hãy ghi dạng "http://10.0.0.2:8080", tối đa { $limit } ký tự.
site-neighbour-own = "{ $found }" là địa chỉ của chính nơi này, không phải của nơi khác.
    .remedy = Hãy ghi địa chỉ theo dõi của nơi khác, hoặc bỏ mục này.
site-neighbour-twice = Địa chỉ "{ $found }" đã là của một nơi khác (lần đầu ở { $first }).
    .remedy = Hãy ghi cho mỗi nơi một địa chỉ riêng.
site-pattern-bad = "{ $found }" không phải là biểu thức chính quy ({ $reason }).
    .remedy = Hãy sửa mẫu, hoặc bỏ dòng này để dùng mẫu mã hồ sơ thường gặp.
site-pattern-large = Mẫu mã hồ sơ quá lớn.
    .remedy = Hãy viết mẫu trong { $limit } ký tự và không lặp quá nhiều lần.
site-pattern-any = Mẫu "{ $found }" khớp cả với mã trống, nên mã quét nào cũng thành mã hồ sơ.
    .remedy = Hãy viết mẫu từ đầu đến cuối, dạng ^…$, với ít nhất một chữ hay số bắt buộc.
site-procedure-backwards = Thủ tục hết hiệu lực ngày { $until }, trước ngày có hiệu lực { $from }.
    .remedy = Hãy sửa "from" hoặc "until".
site-procedure-collects = "{ $found }" là nơi trả kết quả, không nhận hồ sơ của thủ tục.
    .remedy = Hãy ghi dịch vụ nhận hồ sơ (submit) của thủ tục này.
site-code-bad = "{ $found }" không phải là mã thủ tục quốc gia.
    .remedy = Hãy ghi dạng "1.012783", hoặc bỏ dòng này nếu chưa biết mã.

# Kết quả
site-report-count = { $path }: { $count } lỗi.
site-report-many = { $path }: từ { $count } lỗi trở lên. Hãy sửa các lỗi trên rồi kiểm tra lại.
site-summary-head = { $name }: không có lỗi.
site-summary-place = Địa điểm: { $place }, { $address }
site-summary-mode = Chế độ: { $mode ->
        [trial] vận hành thử
        [live] phục vụ thật
       *[sample] chưa phục vụ thật
    }, dãy thử { $trial }, dãy dự phòng { $reserve }
site-summary-hours = Giờ làm việc: { $sessions }; { $days }
site-summary-late = Hồ sơ nộp sau { $time } được tính từ ngày làm việc tiếp theo.
site-summary-closures = Ngày nghỉ: { $closures }, ngày làm việc đặc biệt: { $special }
site-summary-lanes = Làn: thường { $regular }, ưu tiên { $priority }, hẹn giờ { $booked }, trở lại { $returning }
site-summary-kiosk = Kiosk: phiếu { $layout ->
        [full] đầy đủ
       *[compact] gọn
    }, mỗi ngày { $lease } số dự phòng, { $age ->
        [0] không xét tuổi theo căn cước
       *[other] căn cước từ { $age } tuổi được ưu tiên
    }
site-summary-services = Dịch vụ
site-summary-counters = Quầy
site-summary-counter = Quầy { $number }
site-summary-procedures = Bảng niêm yết: { $count } thủ tục
weekday-mon = thứ Hai
weekday-tue = thứ Ba
weekday-wed = thứ Tư
weekday-thu = thứ Năm
weekday-fri = thứ Sáu
weekday-sat = thứ Bảy
weekday-sun = Chủ nhật
