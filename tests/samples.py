"""Check-ins that several tests play, each of a few steps."""

from __future__ import annotations

from datetime import date

from bot.interview.conversation import Recalled, WordsId

RULER = """
[steps.rate]
skill = "structure"
ask = "How much?"
scale = [0, 10]
measures = "importance"
next = { "0" = "zero", "1-9" = "why", "10" = "ten", skip = "end" }
[steps.zero]
skill = "structure"
say = "None."
next = "end"
[steps.why]
skill = "open question"
ask = "Why {rate} and not {rate.lower}?"
open = true
keeps = "reason"
next = "end"
[steps.ten]
skill = "structure"
say = "All."
next = "end"
"""

GOAL = Recalled(WordsId("1" * 32), "to be there", date(2026, 5, 3))

MIRROR = """
[steps.sits]
skill = "closed question"
quote = "goal"
otherwise = "none"
ask = "How does it sit?"
choices = { still = "Still true", gone = "Not any more" }
acts = { still = "still", gone = "let go" }
next = "words"
[steps.words]
skill = "open question"
ask = "Say more?"
open = true
next = { skip = "end" }
[steps.keep]
skill = "seeking collaboration"
ask = "What is “{words}”?"
choices = { reason = "A reason", both = "A note", nothing = "Nothing" }
acts = { reason = "keep as reason @words", both = ["keep as note @words", "worth seeing @words"] }
next = "end"
[steps.none]
skill = "structure"
say = "Nothing to mirror."
next = "end"
"""

LISTEN = """
[steps.what]
skill = "open question"
ask = "What?"
open = true
keeps = "goal"
sets = "thing"
[steps.back]
skill = "simple reflection"
say = ["“{what}”.", "So: “{what}”.", "{profile.thing}, then: {more}"]
[steps.more]
skill = "open question"
ask = "And {profile.thing}?"
open = true
next = "end"
"""
