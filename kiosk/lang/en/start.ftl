# Why the kiosk did not start, told to the installer on the terminal.

start-token-unreadable = The token file { $path } cannot be read ({ $reason }). Make one with: queue-server token new --data DIR --role kiosk --name NAME > FILE.
start-token-not-one = The file { $path } does not hold exactly one token. Make one with: queue-server token new --data DIR --role kiosk --name NAME > FILE.
start-token-malformed = A token is a single word of printable characters. Make one with: queue-server token new --data DIR --role kiosk --name NAME > FILE.
start-server = The server's address cannot be used ({ $reason }). Write it like http://10.0.0.2:8080.
start-data = The data folder { $dir } cannot be used ({ $reason }). Make it writable for this user or name another.
start-window = No window can be opened ({ $reason }). Start the kiosk in a graphical session.
start-thread = A thread cannot be started ({ $reason }). The machine is out of memory or processes.
start-voice = The voice pack cannot be used ({ $reason }).
start-printers = Too many printers. Give --printer once, or twice for a main printer and one in reserve.
start-watch = The kiosk cannot be started ({ $reason }). The machine is out of memory or processes.
