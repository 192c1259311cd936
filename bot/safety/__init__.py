"""Safety comes before everything: what sounds dangerous, and people to call. Pure."""
