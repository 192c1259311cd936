"""The whole service at home: a pretend Telegram, a page to be the client on, a movable clock."""
