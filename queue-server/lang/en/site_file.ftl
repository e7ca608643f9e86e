# What check-site says to the person who installs the office. Each mistake has a sentence about what is wrong and one
# (.remedy) about what to do.

# Files
site-file-missing = This file cannot be found ({ $path }).
    .remedy = Create it, empty if there is nothing to say, or correct the path.
site-file-unreadable = The file cannot be read: { $reason }.
    .remedy = Check that you may read it.
site-file-no-file = This is no file.
    .remedy = Name the file site.toml in the office's folder.
site-file-too-large = The file is larger than { $limit } KiB.
    .remedy = Take something out; no configuration is that large.
site-file-not-utf8 = The file has a character that is not UTF-8.
    .remedy = Save it again with the encoding UTF-8.
site-file-stray = Nothing reads this file.
    .remedy = { $near ->
        [none] Move it out of the folder.
       *[some] Did you mean "{ $near }"? Rename it, or move it out of the folder.
    }
site-syntax = This line is no valid TOML ({ $reason }).
    .remedy = Check quotes, brackets, commas and equals signs.
site-key-twice = This key stands further up already.
    .remedy = Remove one of the two; entries of a list are written as [[…]].

# Keys and values
site-key-missing = "{ $key }" is missing.
    .remedy = Add "{ $key }".
site-key-unknown = There is no key "{ $key }".
    .remedy = { $near ->
        [none] Remove it.
       *[some] Did you mean "{ $near }"?
    }
site-not-string = "{ $key }" must be a string.
    .remedy = Put it in double quotes.
site-not-boolean = "{ $key }" must be true or false.
    .remedy = Write true or false without quotes.
site-not-number = "{ $key }" must be a whole number.
    .remedy = Write digits without quotes and without a fraction.
site-not-list = "{ $key }" must be a list.
    .remedy = Write [ … ], or [[{ $key }]] for each entry.
site-not-table = "{ $key }" must be a table.
    .remedy = Write [{ $key }] or {"{"} … {"}"} with its keys inside.
site-not-text = "{ $key }" must be given in Vietnamese and English.
    .remedy = Write {"{"} vi = "…", en = "…" {"}"}.
site-not-time = "{ $key }" is no time of day.
    .remedy = Write it as "07:30".
site-not-date = "{ $key }" is no date that exists.
    .remedy = Write it as "2019-09-02".
site-number-outside = "{ $key }" is { $found }, which is out of bounds.
    .remedy = Write a number from { $low } to { $high }.
site-choice-unknown = "{ $key }" cannot be "{ $found }".
    .remedy = { $near ->
        [none] Write one of: { $choices }.
       *[some] Did you mean "{ $near }"? It may be one of: { $choices }.
    }
site-list-too-long = "{ $key }" has more than { $limit } entries.
    .remedy = Remove this one and those after it.
site-list-twice = "{ $found }" stands twice in "{ $key }".
    .remedy = Remove one of them.
site-slug-bad = "{ $found }" cannot be used as an id.
    .remedy = Use a–z, digits and hyphens in between, at most { $limit } characters, such as "dat-dai".
site-id-twice = The id "{ $found }" is used twice (first at { $first }).
    .remedy = Give each entry an id of its own.

# Texts in both languages
site-text-lacks-vi = "{ $key }" lacks its Vietnamese text.
    .remedy = Add vi = "…".
site-text-lacks-en = "{ $key }" lacks its English text.
    .remedy = Add en = "…".
site-text-empty = "{ $key }" is empty.
    .remedy = Write the text.
site-text-control = "{ $key }" has a control character.
    .remedy = Only \n may stand in a text; remove tabs and other hidden characters.
site-text-lines = "{ $key }" has { $found } lines where { $limit } fit.
    .remedy = Say it more briefly.
site-text-wide = "{ $key }" has a line of { $found } characters where { $limit } fit.
    .remedy = Say it more briefly, or break the line with \n where two lines are allowed.

# Authorities, places, people
site-none-unit = There is no authority.
    .remedy = Add at least one [[unit]].
site-none-place = There is no place.
    .remedy = Add at least one [[place]].
site-unit-unknown = There is no unit "{ $found }".
    .remedy = { $near ->
        [none] Add this [[unit]] to places.toml.
       *[some] Did you mean "{ $near }"?
    }
site-unit-circle = The unit "{ $found }" stands above itself.
    .remedy = Correct parent so that the tree leads up and ends.
site-place-unknown = There is no place "{ $found }".
    .remedy = { $near ->
        [none] Add this [[place]] to places.toml.
       *[some] Did you mean "{ $near }"?
    }
site-phone-bad = "{ $found }" is no telephone number.
    .remedy = Write digits and spaces, such as "0277 3 000 111".
site-person-unknown = There is no person "{ $found }".
    .remedy = { $near ->
        [none] Add this [[person]] to staff.toml.
       *[some] Did you mean "{ $near }"?
    }

# Fields and services
site-none-service = There is no service.
    .remedy = Add at least one [[service]].
site-field-unknown = There is no field "{ $found }".
    .remedy = { $near ->
        [none] Add this [[field]] to services.toml.
       *[some] Did you mean "{ $near }"?
    }
site-service-unknown = There is no service "{ $found }".
    .remedy = { $near ->
        [none] Add this [[service]] to services.toml.
       *[some] Did you mean "{ $near }"?
    }
site-service-no-field = This service takes papers but covers no field.
    .remedy = Name at least one field; only a service that hands out results (collect) may leave it empty.
site-service-never = This service is never offered: all of its "days" are days off.
    .remedy = Name a day that stands in weekdays of hours.toml.
site-service-unserved = No counter at today's place serves "{ $found }".
    .remedy = Add "{ $found }" to serves of a counter in counters.toml.
site-tiles-full = More than { $limit } services take papers; the kiosk's page has { $limit } tiles and the search.
    .remedy = Join fields with few visitors into one service.
site-letter-bad = "{ $found }" is no series letter.
    .remedy = Use one capital letter from A to Z.
site-letter-d = Đ cannot be a series letter: called out, D and Đ sound alike.
    .remedy = Use another capital letter from A to Z.
site-letter-twice = The letter "{ $letter }" is used twice (first at { $first }).
    .remedy = Give each series a letter of its own.

# Counters
site-none-counter = There is no counter.
    .remedy = Add at least one [[counter]].
site-zone-unknown = There is no zone "{ $found }".
    .remedy = { $near ->
        [none] Add it to zones at the top of counters.toml.
       *[some] Did you mean "{ $near }"?
    }
site-counter-number-twice = There are two counters { $number } (first at { $first }).
    .remedy = Give each counter a number of its own.
site-counter-idle = This counter serves nothing.
    .remedy = Add at least one service to serves, or remove the counter.

# Hours
site-days-none = "{ $key }" names no day.
    .remedy = Name at least one, such as ["mon", "tue"].
site-sessions-none = There is no session.
    .remedy = Write at least one; a day off belongs into [[closure]].
site-session-backwards = The session ends at { $to }, not after its beginning at { $from }.
    .remedy = Exchange from and to.
site-session-overlaps = The session begins at { $from }, before the one above has ended ({ $before }).
    .remedy = Write sessions in order and without overlap.
site-volume-backwards = This volume ends at { $to }, not after its beginning at { $from }.
    .remedy = Exchange from and to.
site-volume-overlaps = This volume begins at { $from }, before the one above has ended ({ $before }).
    .remedy = Write volumes in order and without overlap.
site-date-twice = { $date } stands here twice (first at { $first }).
    .remedy = Name a day once, either as a closure or as a special day.

# The office
site-offset-bad = "{ $found }" is no time zone.
    .remedy = Write the offset from UTC, "+07:00" in Vietnam.
site-address-bad = "{ $found }" is no address to follow a ticket at.
    .remedy = Write it as "http://10.0.0.2:8080", at most { $limit } characters.
site-neighbour-own = "{ $found }" is this site's own address, not another's.
    .remedy = Write the address at which the other site's tickets are followed, or remove the entry.
site-neighbour-twice = The address "{ $found }" belongs to another site already (first at { $first }).
    .remedy = Give each site an address of its own.
site-pattern-bad = "{ $found }" is no regular expression ({ $reason }).
    .remedy = Correct it, or remove the line to use the common form of a file code.
site-pattern-large = The pattern of file codes is too large.
    .remedy = Write it in { $limit } characters, and repeat nothing too often.
site-pattern-any = The pattern "{ $found }" fits an empty code, so every scan would be taken for a file.
    .remedy = Write it from beginning to end, as ^…$, with at least one letter or digit that must be there.
site-procedure-backwards = The procedure ends on { $until }, before it begins on { $from }.
    .remedy = Correct "from" or "until".
site-procedure-collects = "{ $found }" hands out results and takes no papers for a procedure.
    .remedy = Name the service that takes its papers (submit).
site-code-bad = "{ $found }" is no national procedure code.
    .remedy = Write it as "1.012783", or remove the line while the code is not known.

# The outcome
site-report-count = { $path }: { $count ->
        [one] 1 mistake.
       *[other] { $count } mistakes.
    }
site-report-many = { $path }: { $count } mistakes or more. Put these right, then check again.
site-summary-head = { $name }: no mistakes.
site-summary-place = Place: { $place }, { $address }
site-summary-mode = Mode: { $mode ->
        [trial] trial operation
        [live] live
       *[sample] not live
    }, trial series { $trial }, reserve series { $reserve }
site-summary-hours = Hours: { $sessions }; { $days }
site-summary-late = Papers handed in after { $time } count from the next working day.
site-summary-closures = Closures: { $closures }, special days: { $special }
site-summary-lanes = Lanes: regular { $regular }, priority { $priority }, booked { $booked }, returning { $returning }
site-summary-kiosk = Kiosk: { $layout ->
        [full] full
       *[compact] compact
    } ticket, { $lease } numbers a day in reserve, { $age ->
        [0] cards give no priority
       *[other] cards give priority from { $age } years
    }
site-summary-services = Services
site-summary-counters = Counters
site-summary-counter = Counter { $number }
site-summary-procedures = Notice board: { $count ->
        [one] 1 procedure
       *[other] { $count } procedures
    }
weekday-mon = Mon
weekday-tue = Tue
weekday-wed = Wed
weekday-thu = Thu
weekday-fri = Fri
weekday-sat = Sat
weekday-sun = Sun
