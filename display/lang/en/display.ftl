# What the wall says on a terminal, to whoever installs it.

bad-url = The server address "{ $url }" cannot be used. Write it as http://10.0.0.2:8080.
token-unreadable = The token file { $path } cannot be read ({ $reason }). Make one with: queue-server token new --data DIR --role display --name NAME > FILE.
token-not-one = The file { $path } does not hold exactly one token. Make one with: queue-server token new --data DIR --role display --name NAME > FILE.
bad-window = "{ $size }" is no window size. Write WIDTHxHEIGHT such as 1920x1080, each from 320 to 8192.
bad-panels = The LED panels cannot be started: { $reason }.
unknown-zone = There is no zone "{ $zone }". The zones of this site: { $zones }.
no-window = No window can be opened: { $reason }. Run it in a graphical session (X11 or Wayland).
no-thread = The connection thread cannot be started: { $reason }.
no-sound = Speech cannot be started: { $reason }.
voice-made = { $clips } clips made in { $path }.
voice-words = The file of words { $path } cannot be used ({ $reason }). Write each line as: vi.char-s = "sờ".
voice-lacks = There is no clip { $id } ({ $lang }) “{ $text }”: record it with display voice record.
voice-faults = { $count } things in the voice pack { $path } need mending, named above.
voice-whole = The voice pack { $path } is whole.
voice-said = { $seconds } s written to { $path }.
record-next = { $at }/{ $of } “{ $text }”. Enter: record; s and Enter: leave out; q and Enter: stop.
record-stop = Recording. Press Enter at the end.
record-keep = { $seconds } s, loudness { $loud } dB. Enter: keep; r and Enter: record again; s and Enter: leave out.
record-quiet = { $seconds } s but too quiet ({ $loud } dB), please speak closer to the microphone. r and Enter: record again; Enter: keep all the same; s and Enter: leave out.
record-done = { $done } of { $of } clips are in { $path }.
