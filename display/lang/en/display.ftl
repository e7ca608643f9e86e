# What the wall says on a terminal, to whoever installs it.

about = The wall display of a One-Stop office: which number goes to which counter.
bad-url = The server address "{ $url }" cannot be used ({ $reason }). Write it as http://10.0.0.2:8080.
bad-token = The token cannot be read: { $reason }. Make one with: queue-server token new --data DIR --role display --name NAME > FILE.
bad-window = "{ $size }" is no window size. Write WIDTHxHEIGHT such as 1920x1080, each from 320 to 8192.
unknown-zone = There is no zone "{ $zone }". The zones of this site: { $zones }.
no-window = No window can be opened: { $reason }. Run it in a graphical session (X11 or Wayland).
no-thread = The connection thread cannot be started: { $reason }.
