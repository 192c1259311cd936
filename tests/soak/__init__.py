"""A soak: half an hour at thirty updates a second, with a Telegram that misbehaves at random."""
