"""When a client is asked: plans, the occurrences they make, and the pace a client can bear.

plan         what a counselor or client sets up
checks       what is impossible about a plan, in plain words
planfile     a plan written in TOML; data: a plan as plain JSON
dates, draw, wall   local dates, minutes drawn in windows, local time to UTC
occurrences  plan, zone and anchors to planned prompts
quiet, pacing       quiet hours, the daily cap, halving and rest: what comes next
rhythm       the client's own simple plan
"""
