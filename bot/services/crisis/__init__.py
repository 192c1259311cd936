"""A crisis, on the client's side: safety first, and people before everything.

urgent      what cannot wait in the queue, and the card that is shown while the store is away
catching    words are weighed before anybody else sees them; the card, and what begins with it
window      the last messages, for words that are spread over several
episodes    the episode that is open: begun, joined, noted, over
holding     prompts and the mirror hold, and go on at the client's own tap
telling     word to the counselor, as agreed
keys        what the client taps; each to whoever answers that
answering   the answer to the question
day_after   how they are the next day
typing      the same in words, and what else they write meanwhile
close       what a check-in ends with, where no words tripped
rehearsed   a counselor tries such words, and sees what comes
later       ten minutes of silence, and the next day
"""
