"""Forgetting, as the client asks for it: everything, one word, one goal, one day, or this chat.

`everything` asks twice and `parting` lets go of them in one transaction; `parts` forgets some of
what is kept; `clearing` empties the chat and keeps the rest; `taking_back` is what Telegram deletes
for us; `incoming` notes what could be.
"""
