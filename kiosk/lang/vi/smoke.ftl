# kiosk smoke: đi cùng người cài đặt qua từng thiết bị, và bản ghi kết quả.

smoke-title = Một Cửa { $version }: kiểm tra thiết bị của kiosk
smoke-report-at = Bản ghi kết quả: { $path }
smoke-report-folder = Không ghi được vào thư mục { $dir } ({ $reason }). Hãy chọn thư mục khác bằng --report.
office-unnamed = Bộ phận Một cửa

step-status = Cổng và trạng thái máy in
step-test-page = In trang thử
step-ticket = In một phiếu hoàn chỉnh
step-cover = Nắp máy in
step-near-end = Cảm biến sắp hết giấy
step-paper-out = Cảm biến hết giấy
step-scan = Máy quét mã
step-touch = Màn hình cảm ứng

outcome-passed = ĐẠT
outcome-failed = KHÔNG ĐẠT
outcome-skipped = BỎ QUA

ask-begin = Nhấn Enter để bắt đầu, gõ b rồi Enter để bỏ qua bước này.
ask-again = Sửa xong nhấn Enter để thử lại, gõ b rồi Enter để đi tiếp.
ask-skip = (Gõ b rồi Enter để bỏ qua.)
ask-page = Trang thử có đủ mọi dòng, chữ rõ, thước đúng mm và đã cắt không? Enter: có, k: không, b: bỏ qua.
ask-ticket = Hai phiếu có giống nhau, rõ và đã cắt không? Enter: có, k: không, b: bỏ qua.

skipped-by-hand = Người cài đặt bỏ qua bước này.
skipped-printer = Không thử được vì máy in chưa sẵn sàng.
skipped-mute = Máy in được khai là không trả lời được (status=none), nên không thử được cảm biến.
skipped-no-scanner = Lệnh không nêu máy quét (--scanner).

status-well = Máy in trả lời và sẵn sàng.
status-near-end = Máy in trả lời và in được, nhưng giấy sắp hết.
status-cannot-answer = Cổng mở được. Máy in được khai là không trả lời được (status=none).
status-other-baud = Máy in có trả lời ở tốc độ { $baud }. Hãy viết baud={ $baud } trong tên máy in, hoặc đặt lại tốc độ trên máy in.

fault-unreachable = Không mở được cổng { $port } ({ $reason }).
fault-unreachable-todo = Kiểm tra máy in đã bật, dây cắm chắc, tên cổng đúng và người dùng có quyền dùng cổng (nhóm dialout hoặc lp).
fault-silent = Máy in không trả lời.
fault-silent-todo = Kiểm tra máy in đã bật, dây dữ liệu, nắp máy, rồi tốc độ (baud) và chẵn lẻ so với tờ tự kiểm của máy in.
fault-garbled = Máy in trả lời bằng những byte không phải trạng thái.
fault-garbled-todo = Kiểm tra tốc độ (baud) và chẵn lẻ so với tờ tự kiểm của máy in, và đây có đúng là cổng của máy in không.
fault-lost = Đường nối với máy in bị đứt ({ $reason }).
fault-lost-todo = Kiểm tra dây và đầu cắm ở cả hai phía.
fault-stalled = Máy in ngừng nhận dữ liệu.
fault-stalled-todo = Kiểm tra giấy và nắp; trên cổng nối tiếp kiểm tra điều khiển luồng (flow).
fault-cover-open = Nắp máy in đang mở.
fault-cover-open-todo = Đóng nắp cho đến khi nghe tiếng khớp.
fault-paper-out = Máy in hết giấy.
fault-paper-out-todo = Lắp cuộn giấy mới.
fault-cutter = Dao cắt bị kẹt.
fault-cutter-todo = Tắt máy in, mở nắp, lấy giấy kẹt ra, bật lại.
fault-unrecoverable = Máy in báo lỗi chỉ hết khi tắt và bật lại.
fault-unrecoverable-todo = Tắt và bật lại; nếu lỗi trở lại, gọi bảo hành.
fault-recoverable = Máy in báo lỗi.
fault-recoverable-todo = Mở rồi đóng nắp, kiểm tra kẹt giấy.
fault-offline = Máy in đang ngoại tuyến.
fault-offline-todo = Kiểm tra nắp, giấy và nút đẩy giấy.
fault-too-long = Trang dài hơn mức máy in nhận.
fault-too-long-todo = Rút ngắn tên cơ quan.

page-title = TRANG THỬ MÁY IN
page-letters = Chữ Việt đủ dấu:
page-digits = Chữ số của máy in:
page-code = Đưa mã này dưới máy quét ở bước quét mã:
page-ruler = Thước mm, đặt thước thật lên để so; vạch đen phải liền:
page-picture = Trang thử đúng như các byte đã gửi. Tờ giấy thật phải giống hình này.

printed-seen = Máy in đã in và người cài đặt thấy tờ giấy đúng.
printed-confirmed = Máy in xác nhận đã in và cắt. Chưa có ai xem tờ giấy.
printed-unseen = Dữ liệu đã gửi, nhưng chưa có ai xác nhận tờ giấy.
printed-wrong = Tờ giấy in ra không đúng.
printed-wrong-todo = So với hình bên dưới: chữ số lạ thì dùng digits=plain, lệch bề rộng thì dùng paper=58 hoặc paper=80, vạch trắng dọc là điểm hỏng của đầu in.

ticket-layout = Không dựng được phiếu ({ $reason }).
ticket-layout-todo = Cài lại kiosk.
ticket-picture = Phiếu đúng như các byte đã gửi ở lần thứ hai. Nội dung là mẫu.
fact-bytes-whole = Một phiếu khi không lưu hình
fact-bytes-first = Phiếu đầu, đang lưu hình vào máy in
fact-bytes-next = Phiếu sau, gọi lại hình đã lưu
fact-seconds-first = Thời gian phiếu đầu
fact-seconds-next = Thời gian phiếu sau
fact-length = Khổ phiếu
fact-bytes = Số byte trên đường dây
fact-seconds = Thời gian đến khi máy in xác nhận
fact-code = Mã lỗi
bytes = { $bytes } byte
bytes-at-baud = { $bytes } byte, { $seconds } s ở { $baud } baud

cover-open = Hãy mở nắp máy in.
cover-not-opened = Máy in không báo là nắp đã mở.
cover-not-opened-todo = Nếu nắp đã mở thật, cảm biến nắp hỏng hoặc máy in không báo: kiosk sẽ không biết khi nắp mở.
cover-close = Đã thấy nắp mở. Hãy đóng nắp cho đến khi nghe tiếng khớp.
cover-not-closed = Máy in vẫn báo nắp mở.
cover-not-closed-todo = Đóng lại cho đến khi nghe tiếng khớp; nếu vẫn vậy, cảm biến nắp hỏng.
cover-well = Máy in báo nắp mở và nắp đóng.
cover-well-silent = Máy in im lặng khi mở nắp và trả lời lại khi đóng. Kiosk coi im lặng là máy in chưa trả lời.

near-end-ask = Hãy đặt một cuộn gần hết, hoặc nhấc cuộn giấy khỏi cảm biến sắp hết giấy.
near-end-not-seen = Máy in không báo sắp hết giấy.
near-end-not-seen-todo = Máy không có cảm biến này thì bỏ qua bước này; có thì chỉnh vị trí cảm biến theo lõi cuộn giấy.
near-end-undo = Đã thấy báo sắp hết giấy. Hãy đặt lại cuộn giấy đầy.
near-end-stays = Máy in vẫn báo sắp hết giấy.
near-end-stays-todo = Đặt cuộn đầy; nếu vẫn vậy, chỉnh cảm biến.
near-end-well = Máy in báo sắp hết giấy, rồi báo đủ giấy.

out-ask = Hãy lấy giấy ra khỏi máy in rồi đóng nắp.
out-not-seen = Máy in không báo hết giấy.
out-not-seen-todo = Lau cảm biến giấy; nếu vẫn vậy, gọi bảo hành: kiosk sẽ không biết khi hết giấy.
out-undo = Đã thấy báo hết giấy. Hãy lắp giấy lại và đóng nắp.
out-stays = Máy in vẫn báo hết giấy.
out-stays-todo = Lắp giấy lại cho qua cảm biến, rồi đóng nắp.
out-well = Máy in báo hết giấy, rồi báo có giấy.

scan-ask = Hãy đưa mã trên trang thử dưới máy quét. Cũng dùng được mã hồ sơ, phiếu số hoặc căn cước; nội dung không được hiện và không được giữ.
scan-read = Đã đọc: { $kind }.
kind-test-page = mã của trang thử
kind-file-code = mã hồ sơ
kind-ticket = phiếu số thứ tự
kind-card = căn cước
kind-unknown = mã lạ
scan-nothing = Máy quét không gửi mã nào.
scan-nothing-todo = Đưa mã gần hơn; đặt máy quét ở chế độ USB virtual COM (CDC) với CR hoặc LF sau mỗi mã; so tốc độ (baud).
scan-unknown = Máy quét chỉ gửi mã lạ.
scan-unknown-todo = Quét mã của trang thử. Nếu vẫn lạ, máy quét thêm ký tự trước hoặc sau mã: đặt lại về mặc định, chỉ thêm CR.
scanner-unreachable = Không mở được cổng máy quét { $port } ({ $reason }).
scanner-unreachable-todo = Kiểm tra dây, chế độ USB virtual COM (CDC) chứ không phải bàn phím, tên cổng và quyền dùng cổng.
scanner-lost = Đường nối với máy quét { $port } bị đứt ({ $reason }).
scanner-lost-todo = Kiểm tra dây và đầu cắm.

touch-ask = Hãy chạm vào vòng đỏ trên màn hình, lần lượt bốn góc rồi giữa.
touch-heading = Hãy chạm vào giữa vòng đỏ
touch-hint = Bốn góc rồi giữa màn hình. Bỏ qua: phím Esc.
touch-picture = Trang chạm sau lần chạm cuối: vòng là chỗ cần chạm, chấm đen là chỗ máy nhận.
touch-well = Năm lần chạm lệch nhiều nhất { $worst } px, cho phép { $limit } px.
touch-off = Có lần chạm lệch { $worst } px, cho phép { $limit } px.
touch-off-todo = Lau màn hình và thử lại bằng đầu ngón tay; nếu vẫn lệch, hiệu chỉnh cảm ứng theo packaging/README.md.
touch-turned = Lớp cảm ứng xoay { $degrees }° so với màn hình.
touch-turned-todo = Đặt LIBINPUT_CALIBRATION_MATRIX="{ $matrix }" trong quy tắc udev, xem packaging/README.md, rồi khởi động lại máy.
touch-too-few = Chỉ có { $count } trong 5 lần chạm.
touch-too-few-todo = Kiểm tra dây USB của lớp cảm ứng; lệnh libinput list-devices phải thấy nó.
touch-no-window = Không mở được cửa sổ ({ $reason }).
touch-no-window-todo = Chạy trong phiên đồ họa của kiosk, xem packaging/README.md.
corner-1 = Góc trên bên trái
corner-2 = Góc trên bên phải
corner-3 = Góc dưới bên phải
corner-4 = Góc dưới bên trái
corner-5 = Giữa màn hình

verdict-all = Mọi bước đều đạt ({ $passed } đạt, { $failed } không đạt, { $skipped } bỏ qua).
verdict-some = Không bước nào hỏng, nhưng chưa thử hết ({ $passed } đạt, { $failed } không đạt, { $skipped } bỏ qua).
verdict-failed = Còn việc phải làm ({ $passed } đạt, { $failed } không đạt, { $skipped } bỏ qua).

report-title = Biên bản kiểm tra thiết bị kiosk
report-at = Lập lúc
report-version = Phiên bản kiosk
report-system = Máy
report-printer = Máy in
report-scanner = Máy quét
report-none = không có
report-todo = Cần làm
report-answers = Máy in trả lời (hex)
report-began = Bắt đầu
report-signed = Người cài đặt
report-checked = Người kiểm tra
report-note = Bản ghi này không chứa nội dung của mã đã quét. Bước bỏ qua là bước chưa ai thấy đạt hay không đạt.
