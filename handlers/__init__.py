"""The rooms that talk: to Telegram, and over HTTP."""
