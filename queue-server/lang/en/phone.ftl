# The page that follows a ticket on a phone, the rating page, and the page with the results.
phone-your-number = Your number
phone-counters = { $many ->
    [one] Counter { $counters }
   *[other] Counters { $counters }
}
phone-ahead-before ={ "" }
phone-ahead-count = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
phone-ahead-after = ahead of you
phone-next = You are next
phone-under = under
phone-minutes = minutes
phone-clock = about { $from } to { $to }
phone-unknown-wait = The wait cannot be estimated yet
phone-closed = Closed now, open again at { $opens }
phone-updated = Updated at
phone-lost = Disconnected, reconnecting. As of
phone-documents = Documents to have ready
phone-sample = sample list
phone-trial = Trial run · Trial number, not for service
phone-bell = Alert me at 3 people
phone-bell-on = You will hear and feel an alert
phone-bell-how = Please keep this page open on the screen.
phone-give-back = Give this number back
phone-give-back-ask = Give number { $number } back?
phone-give-back-note = This number will not be called any more. To be served today you would have to take a new one.
phone-give-back-yes = Give it back
phone-keep = Keep this number
phone-language = Tiếng Việt
phone-called-cap = Now calling number
phone-called-to = Counter
phone-called-at = Call { $call } at { $at }
phone-missed-note = Missed your turn? Tell the help desk. Your number is good all day.
phone-serving = Being served at counter { $counter }
phone-held = On hold at counter { $counter }
phone-held-note = When you are ready, please come back to the counter. You need no new number today.
phone-missed = Called, but we did not see you
phone-done = Service completed
phone-rate-ask = Were you satisfied with this service?
phone-rate-note = No names are kept. The overall results are public.
phone-score-2 = Satisfied
phone-score-1 = Neutral
phone-score-0 = Not satisfied
phone-thanks = Thank you for your rating
phone-results = See the results
phone-back = This number was given back
phone-back-note = Thank you. Those after you are called sooner.
phone-over = The day ended before this number was served
phone-over-note = Please come back on the next working day and take a new number.
phone-quiet = There is no number at this address
phone-quiet-note = A number is good for one day. Please take a new one at the kiosk, or ask at the help desk.
phone-title-ahead = { $number } · { $ahead } ahead
phone-title-next = { $number } · you are next
phone-title-called = { $number } · go to counter { $counter }
tablet-idle = Welcome
tablet-idle-note = After your service, please rate it here.
tablet-counter = Counter { $counter }
tablet-key = Key of this tablet
tablet-key-note = The installer makes one with queue-server token new --role display.
tablet-key-wrong = The key is not right.
tablet-key-go = Start
results-title = How citizens rate the service
results-note = Given after the service: satisfied 2 points, neutral 1 point, not satisfied 0 points. Results come out in groups of { $group } ratings, so that nobody can tell who gave which.
results-score = { $percent } % of all points reached, { $count } ratings
results-none = No results have been published yet.
results-service = Field
results-day = Day
results-reached = Reached
results-waiting = Not yet published
results-all = All
