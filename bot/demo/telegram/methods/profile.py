"""Who the bot is and whom it talks to: getMe, getChat, descriptions, the menu button."""

from bot.demo.telegram.core import Core
from bot.demo.telegram.fields import Fields
from bot.demo.telegram.refusals import bad
from bot.demo.telegram.shapes import Json, units
from bot.demo.telegram.world import Group

_DESCRIPTION_UNITS = 512
_SHORT_DESCRIPTION_UNITS = 120
_MENU_BUTTONS = frozenset({"default", "commands"})


def get_me(tg: Core, _: Fields) -> Json:
    """Introduce the bot: its own User."""
    return tg.bot | {
        "can_join_groups": True,
        "can_read_all_group_messages": True,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_chat(tg: Core, fields: Fields) -> Json:
    """Describe a chat: Telegram's ChatFullInfo."""
    chat = tg.reach(fields.chat_id())
    info = chat.as_chat() | {
        "accent_color_id": chat.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            (
                "unlimited_gifts",
                "limited_gifts",
                "unique_gifts",
                "premium_subscription",
                "gifts_from_channels",
            ),
            False,
        ),
    }
    return info | ({"permissions": {"can_send_messages": True}} if isinstance(chat, Group) else {})


def set_description(tg: Core, fields: Fields) -> bool:
    """Set what an empty chat shows."""
    return _describe(tg, fields, "description", _DESCRIPTION_UNITS)


def get_description(tg: Core, fields: Fields) -> Json:
    """Find the one for a language, or for all the others."""
    return _described(tg, fields, "description")


def set_short_description(tg: Core, fields: Fields) -> bool:
    """Set what the profile shows."""
    return _describe(tg, fields, "short_description", _SHORT_DESCRIPTION_UNITS)


def get_short_description(tg: Core, fields: Fields) -> Json:
    """Find the one for a language, or for all the others."""
    return _described(tg, fields, "short_description")


def set_menu_button(tg: Core, fields: Fields) -> bool:
    """Set the button beside the input field, for one chat or by default."""
    button = fields.tree("menu_button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in _MENU_BUTTONS:
        raise bad("can't parse menu button: Unsupported type specified")
    tg.world.keep_setting(_menu_key(tg, fields), {"type": button["type"]})
    return True


def get_menu_button(tg: Core, fields: Fields) -> Json:
    """Find the chat's own button, else the default."""
    settings = tg.world.settings
    kept = settings.get(_menu_key(tg, fields)) or settings.get("menu:")
    return kept or {"type": "commands"}


def _menu_key(tg: Core, fields: Fields) -> str:
    return f"menu:{tg.place(fields.chat_id()).id}" if fields.has("chat_id") else "menu:"


def _describe(tg: Core, fields: Fields, name: str, most: int) -> bool:
    text = fields.text(name)
    if units(text) > most:
        raise bad(f"{name.replace('_', ' ')} is too long")
    key = f"{name}:{fields.text('language_code')}"
    tg.world.keep_setting(key, {"text": text} if text else None)
    return True


def _described(tg: Core, fields: Fields, name: str) -> Json:
    settings = tg.world.settings
    kept = settings.get(f"{name}:{fields.text('language_code')}") or settings.get(f"{name}:")
    return {name: kept["text"] if kept else ""}
