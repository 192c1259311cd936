"""What is spoken over HTTP: Telegram's webhook, who opens a page from a chat, a look inside."""
