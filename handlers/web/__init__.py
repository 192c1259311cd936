"""What is spoken over HTTP: Telegram's webhook, and the check of who opens a page from a chat."""
