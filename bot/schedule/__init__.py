"""When a client is asked: plans, the occurrences they make, and the pace a client can bear.

plan                    what a counselor or a client sets up
checks, slotchecks      what is impossible about a plan, in plain words
mending, slotmending    the nearest plan that works; fault: what was wrong, by id
planfile, cadences      a plan as an author writes it in TOML; data: as JSON can keep it
template, sketch        named sets of plans, before they have a client; sketchfile: as written
risky, retime           the client's hardest hour, the times around it, and another hour named
reader, problem, spans  what reading a plan file takes
dates, draw, wall       local dates, minutes and seconds drawn, local time to UTC
places, occurrences     plan, zone and anchors to planned prompts
quiet, pace, pacing     quiet hours; halving and rest; what a client's rest asks
ahead                   all of a client's plans together: what is sent and what is let go
walk, turns, ledger     how that is found: turn by turn, with what was had so far
coming                  what is coming, by names that fit on a key
reminders               when a prompt knocks once more
"""
