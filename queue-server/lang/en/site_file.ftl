# What check-site says to the person who installs the office.
site-file-ok = No mistakes.
