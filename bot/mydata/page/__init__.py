"""The page: everything that is held about somebody, for them to read, print and keep."""

from bot.mydata.page.whole import page

__all__ = ["page"]
