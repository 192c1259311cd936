"""A pretend Telegram on loopback: the Bot API as the bot sees it, and the people on its far side.

The map: `server` speaks HTTP; `methods/` holds what the Bot API can do, over `fields` (typed
requests), `entities`, `keyboards` and `refusals` (Telegram's own words); `updates` and `webhook`
bring news to the bot; `accounts`, `people`, `pressing` and `watching` are the far side; `world`
is what there is, `journal` and `files` keep it; `faults` and `limits` make trouble.
"""

from bot.demo.telegram.accounts import CannotDoThat
from bot.demo.telegram.changes import Change, Subscription
from bot.demo.telegram.core import CallbackAnswer
from bot.demo.telegram.limits import Limits
from bot.demo.telegram.people import People
from bot.demo.telegram.server import MAX_BODY, Serving, routes, serve
from bot.demo.telegram.views import MessageView
from bot.demo.telegram.watching import Watching
from bot.demo.telegram.world import Group, Person

__all__ = [
    "MAX_BODY",
    "CallbackAnswer",
    "CannotDoThat",
    "Change",
    "Group",
    "Limits",
    "MessageView",
    "Person",
    "Serving",
    "Subscription",
    "Telegram",
    "routes",
    "serve",
]


class Telegram(People, Watching):
    """The whole of it: see `Core` for what it is made with."""
