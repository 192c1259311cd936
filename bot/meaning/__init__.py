"""Meaning: how much a text sounds like the examples that a person had to see, by sentence vectors.

Beside the rules, which know words, this knows what is near to them in meaning. The vectors come
from an optional library (the extra `meaning`); without it the rules are alone, and the service says
so when it starts. `python -m bot safety train` makes the file it goes by anew.
"""
