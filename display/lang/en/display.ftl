# What the wall says on a terminal, to whoever installs it.

bad-url = The server address "{ $url }" cannot be used. Write it as http://10.0.0.2:8080.
token-unreadable = The token file { $path } cannot be read ({ $reason }). Make one with: queue-server token new --data DIR --role display --name NAME > FILE.
token-not-one = The file { $path } does not hold exactly one token. Make one with: queue-server token new --data DIR --role display --name NAME > FILE.
bad-window = "{ $size }" is no window size. Write WIDTHxHEIGHT such as 1920x1080, each from 320 to 8192.
bad-panels = The LED panels cannot be started: { $reason }.
unknown-zone = There is no zone "{ $zone }". The zones of this site: { $zones }.
no-window = No window can be opened: { $reason }. Run it in a graphical session (X11 or Wayland).
no-thread = The connection thread cannot be started: { $reason }.
