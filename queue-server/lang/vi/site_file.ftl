# Lời của check-site: người cài đặt ở cơ quan đọc.
site-file-ok = Không có lỗi.
