"""Forgetting, as the client asks for it: everything, one thing, one goal, one day, or this chat.

`everything` asks twice and `parting` lets go of them in one transaction. `asking` asks once for a
part, `going` decides what belongs to it, `parts` takes it out of every place. `clearing` empties
the chat and keeps the rest; `taking_back` is what Telegram deletes for us, `incoming` notes what
could be.
"""
