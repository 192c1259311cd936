"""Finding treatment, as far as it is decided: where a client means, what is listed, what is near.

Nothing here says what helps whom: it gives names, numbers and distances, and they choose.
"""
