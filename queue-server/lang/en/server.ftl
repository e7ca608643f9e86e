# What the server says to whoever installs it, at the terminal: one sentence with the remedy.
start-port-in-use = Port { $address } is used by another program; stop that program or choose another with --listen.
start-listen = Address { $address } cannot be opened ({ $error }); choose an address of this machine with --listen.
start-data-folder = The data folder { $path } cannot be used ({ $error }); allow this user to write there or choose another with --data.
start-data-in-use = Another server uses the data folder { $path }; stop it or choose another folder with --data.
start-no-database = There is no database at { $path }; check the path, or start the server once with this folder.
start-database-there = The folder { $path } already has a database; choose a new data folder, or move the old database away first.
start-file-there = The file { $path } exists; choose another name with --to.
start-newer-schema = The database has schema { $found }, newer than the { $known } this version knows; use a newer version of queue-server.
start-broken-event = Event { $seq } of the log is not intact ({ $what }); restore the latest backup with queue-server restore.
start-log = The database cannot be read or written ({ $error }); check the disk and the file's permissions.
start-site = The site file { $path } has { $count } mistakes, the first: { $first } See all of them with queue-server check-site.
start-clock-behind-log = The log already reaches { $last }, and its clock cannot go back; choose a later instant or a new data folder.
start-clock-on-live-site = This site serves citizens, so its clock must not be shifted; drop --clock-from, or write live = false in the site file for a trial.
start-refused = The server cannot start ({ $reason }); check the site file.
start-log-does-not-take = The log cannot be written; check the disk's free space and the data folder's permissions.
start-bad-name = The name is not valid; use 1 to { $max } characters without a space at either end.
start-name-taken = The name “{ $name }” exists; choose another.
start-password = The password is not valid; give one line of { $min } characters to { $max } bytes on standard input.
start-no-such-token = No valid token has the name “{ $name }”; see the names with queue-server token list.
start-io = Reading or writing failed ({ $error }); check and try again.
setup-link-hint = Open the server's address followed by the line above in a browser. The link works once.
verify-ok = The log is intact up to event { $seq }, hash { $hash }
rebuild-ok = Rebuilt from the log up to event { $seq }, hash { $hash }
backup-ok = Backed up to event { $seq }, hash { $hash }
restore-ok = Restored to event { $seq }, hash { $hash }
