"""When a client is asked: plans, the occurrences they make, and the pace a client can bear.

plan                  what a counselor or a client sets up
checks, slotchecks    what is impossible about a plan, in plain words
planfile, cadences    a plan as an author writes it in TOML; data: as JSON can keep it
reader, problem, spans  what reading a plan file takes
dates, draw, wall     local dates, minutes drawn in windows, local time to UTC
occurrences           plan, zone and anchors to planned prompts
quiet, pace, pacing   quiet hours; halving and rest; what comes next, all told
reminders             when a prompt knocks once more
rhythm                the client's own simple plan, and when it is next
"""
