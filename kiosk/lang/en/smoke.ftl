# kiosk smoke: walks an installer through the devices, and the report of it.

smoke-title = Một Cửa { $version }: test of the kiosk's devices
smoke-report-at = Report: { $path }
smoke-report-folder = The folder { $dir } cannot be written to ({ $reason }). Name another with --report.
office-unnamed = One-Stop office

step-status = The printer's port and status
step-test-page = Print the test page
step-ticket = Print a whole ticket
step-cover = The printer's cover
step-near-end = Paper near end
step-paper-out = Paper out
step-scan = The code scanner
step-touch = The touch screen

outcome-passed = PASSED
outcome-failed = FAILED
outcome-skipped = SKIPPED

ask-begin = Press Enter to begin, or type s and Enter to skip this step.
ask-again = Press Enter when it is mended to try again, or type s and Enter to go on.
ask-skip = (Type s and Enter to skip.)
ask-page = Does the test page have every line, clear letters, true millimetres and a cut? Enter: yes, n: no, s: skip.
ask-ticket = Are both tickets alike, clear and cut? Enter: yes, n: no, s: skip.

skipped-by-hand = The installer skipped this step.
skipped-printer = It could not be tried, because the printer is not ready.
skipped-mute = The printer is set as one that cannot answer (status=none), so its sensors cannot be tried.
skipped-no-scanner = The command names no scanner (--scanner).

status-well = The printer answers and is ready.
status-near-end = The printer answers and can print, but its paper is near its end.
status-cannot-answer = The port can be opened. The printer is set as one that cannot answer (status=none).
status-other-baud = The printer does answer at { $baud } baud. Write baud={ $baud } in the printer's name, or set the rate in the printer.

fault-unreachable = The port { $port } cannot be opened ({ $reason }).
fault-unreachable-todo = Check that the printer is on, its cable, the port's name, and that this user may use it (group dialout or lp).
fault-silent = The printer does not answer.
fault-silent-todo = Check that the printer is on, its data cable and its cover, then baud rate and parity against the printer's self test.
fault-garbled = The printer answers with bytes that are no status.
fault-garbled-todo = Check baud rate and parity against the printer's self test, and that this is the printer's port.
fault-lost = The connection to the printer broke ({ $reason }).
fault-lost-todo = Check the cable and the plugs at both ends.
fault-stalled = The printer stopped taking data.
fault-stalled-todo = Check paper and cover; on a serial line check the flow control (flow).
fault-cover-open = The printer's cover is open.
fault-cover-open-todo = Close it until it clicks.
fault-paper-out = The printer is out of paper.
fault-paper-out-todo = Put in a new roll.
fault-cutter = The cutter is jammed.
fault-cutter-todo = Switch the printer off, open its cover, remove the paper, switch it on.
fault-unrecoverable = The printer reports an error that only switching it off and on can clear.
fault-unrecoverable-todo = Switch it off and on; if the error comes back, call service.
fault-recoverable = The printer reports an error.
fault-recoverable-todo = Open and close its cover, and check for a paper jam.
fault-offline = The printer is offline.
fault-offline-todo = Check its cover, its paper and the feed button.
fault-too-long = The page is longer than the printer takes.
fault-too-long-todo = Shorten the office's name.

page-title = PRINTER TEST PAGE
page-letters = Vietnamese letters with all marks:
page-digits = The printer's own digits:
page-code = Hold this code under the scanner when asked:
page-ruler = Ruler in mm, lay a real one beside it; the bar must be unbroken:
page-picture = The test page exactly as the bytes that were sent. The real paper must look like this.

printed-seen = The printer printed it, and the installer found the paper right.
printed-confirmed = The printer confirms print and cut. Nobody has looked at the paper.
printed-unseen = The data was sent, but nobody confirmed the paper.
printed-wrong = The paper came out wrong.
printed-wrong-todo = Compare with the picture below: for strange digits use digits=plain, for a wrong width paper=58 or paper=80; a white line down the page is a dead dot of the head.

ticket-layout = The ticket cannot be made ({ $reason }).
ticket-layout-todo = Reinstall the kiosk.
ticket-picture = The ticket exactly as the bytes of its second print. What it says is sample data.
fact-bytes-whole = A ticket without stored pictures
fact-bytes-first = First ticket, storing pictures in the printer
fact-bytes-next = Next ticket, recalling them
fact-seconds-first = Time of the first ticket
fact-seconds-next = Time of the next ticket
fact-length = Size of the ticket
fact-bytes = Bytes on the line
fact-seconds = Time until the printer confirmed
fact-code = Fault code
bytes = { $bytes } bytes
bytes-at-baud = { $bytes } bytes, { $seconds } s at { $baud } baud

cover-open = Please open the printer's cover.
cover-not-opened = The printer does not report its cover as open.
cover-not-opened-todo = If the cover really is open, its sensor is broken or the printer does not tell: the kiosk will not know of an open cover.
cover-close = The open cover was seen. Please close it until it clicks.
cover-not-closed = The printer still reports an open cover.
cover-not-closed-todo = Close it until it clicks; if nothing changes, its sensor is broken.
cover-well = The printer reports its cover as open and as closed.
cover-well-silent = The printer falls silent with its cover open and answers again once it is closed. The kiosk takes silence for a printer that does not answer.

near-end-ask = Please put in a roll that is nearly used up, or lift the roll off its near-end sensor.
near-end-not-seen = The printer does not report paper near its end.
near-end-not-seen-todo = Skip this step on a printer without this sensor; otherwise set the sensor to the roll's core.
near-end-undo = Paper near end was seen. Please put the full roll back.
near-end-stays = The printer still reports paper near its end.
near-end-stays-todo = Put in a full roll; if nothing changes, adjust the sensor.
near-end-well = The printer reports paper near its end, and then enough of it.

out-ask = Please take the paper out of the printer and close its cover.
out-not-seen = The printer does not report that it is out of paper.
out-not-seen-todo = Wipe the paper sensor; if nothing changes, call service: the kiosk will not know when paper runs out.
out-undo = Paper out was seen. Please put the paper back and close the cover.
out-stays = The printer still reports that it is out of paper.
out-stays-todo = Lead the paper past the sensor and close the cover.
out-well = The printer reports that it is out of paper, and then that it has some.

scan-ask = Please hold the test page's code under the scanner. A file code, a ticket or an identity card will do too; what it says is neither shown nor kept.
scan-read = Read: { $kind }.
kind-test-page = the test page's code
kind-file-code = a file code
kind-ticket = a queue ticket
kind-card = an identity card
kind-unknown = an unknown code
scan-nothing = The scanner sent no code.
scan-nothing-todo = Hold the code closer; set the scanner to USB virtual COM (CDC) with CR or LF after each code; compare the baud rate.
scan-unknown = The scanner sent only unknown codes.
scan-unknown-todo = Scan the test page's code. If that is unknown too, the scanner adds characters: reset it to its defaults, with CR as the only addition.
scanner-unreachable = The scanner's port { $port } cannot be opened ({ $reason }).
scanner-unreachable-todo = Check its cable, that it is set to USB virtual COM (CDC) and not to keyboard, the port's name and permissions.
scanner-lost = The connection to the scanner at { $port } broke ({ $reason }).
scanner-lost-todo = Check cable and plug.

touch-ask = Please touch the red ring on the screen, at the four corners and then in the centre.
touch-heading = Touch the middle of the red ring
touch-hint = Four corners, then the centre. To skip: the Esc key.
touch-picture = The touch page after the last touch: rings are where to touch, black dots where the touch was taken to be.
touch-well = Five touches, at most { $worst } px off; { $limit } px are allowed.
touch-off = A touch was { $worst } px off; { $limit } px are allowed.
touch-off-todo = Wipe the screen and try again with a fingertip; if it is still off, calibrate the touch layer as in packaging/README.md.
touch-turned = The touch layer is turned by { $degrees }° against the screen.
touch-turned-todo = Set LIBINPUT_CALIBRATION_MATRIX="{ $matrix }" in the udev rule, see packaging/README.md, and restart the machine.
touch-too-few = Only { $count } of 5 touches came.
touch-too-few-todo = Check the touch layer's USB cable; libinput list-devices must show it.
touch-no-window = No window can be opened ({ $reason }).
touch-no-window-todo = Run it in the kiosk's graphical session, see packaging/README.md.
corner-1 = Upper left corner
corner-2 = Upper right corner
corner-3 = Lower right corner
corner-4 = Lower left corner
corner-5 = Centre

verdict-all = Every step passed ({ $passed } passed, { $failed } failed, { $skipped } skipped).
verdict-some = Nothing failed, but not everything was tried ({ $passed } passed, { $failed } failed, { $skipped } skipped).
verdict-failed = There is work left ({ $passed } passed, { $failed } failed, { $skipped } skipped).

report-title = Test report of a kiosk's devices
report-at = Made at
report-version = Kiosk version
report-system = Machine
report-printer = Printer
report-scanner = Scanner
report-none = none
report-todo = To do
report-answers = The printer's answers (hex)
report-began = Began
report-signed = Installer
report-checked = Checked by
report-note = This report holds nothing of what was scanned. A skipped step is one that nobody saw pass or fail.
