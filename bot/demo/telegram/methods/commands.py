"""The bot's commands, set per scope and language, and which of them a person sees."""

import re
from typing import Any

from bot.demo.telegram.core import Core
from bot.demo.telegram.fields import Fields
from bot.demo.telegram.refusals import bad
from bot.demo.telegram.shapes import Json, units
from bot.demo.telegram.world import Person, World

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_MOST = 100
_DESCRIPTION_UNITS = 256
_WIDE = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators"})
_NARROW = frozenset({"chat", "chat_administrators", "chat_member"})


def set_my_commands(tg: Core, fields: Fields) -> bool:
    """Set the list for one scope and language; an empty list deletes it."""
    given = fields.tree("commands")
    if not isinstance(given, list):
        raise bad("can't parse commands JSON object")
    if len(given) > _MOST:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    key = _key(tg, fields)
    commands = [_command(one) for one in given]
    tg.world.keep_setting(key, {"commands": commands} if commands else None)
    return True


def get_my_commands(tg: Core, fields: Fields) -> list[Json]:
    """Give back the list set for exactly this scope and language."""
    kept: list[Json] = tg.world.settings.get(_key(tg, fields), {}).get("commands", [])
    return kept


def delete_my_commands(tg: Core, fields: Fields) -> bool:
    """Forget the list for one scope and language."""
    tg.world.keep_setting(_key(tg, fields), None)
    return True


def resolved(world: World, person_id: int, chat_id: int, language: str) -> list[Json]:
    """Find what a person sees in a chat: narrowest scope first, their language before none."""
    if chat_id > 0:
        scopes = [f"chat:{chat_id}", "all_private_chats", "default"]
    else:
        member, chat = f"chat_member:{chat_id}:{person_id}", f"chat:{chat_id}"
        scopes = [member, chat, "all_group_chats", "default"]
    for scope in scopes:
        for code in (language, ""):
            kept = world.settings.get(f"commands:{scope}:{code}")
            if kept is not None:
                commands: list[Json] = kept["commands"]
                return commands
    return []


def _key(tg: Core, fields: Fields) -> str:
    language = fields.text("language_code")
    if language and not re.fullmatch("[a-z]{2}", language):
        raise bad("invalid language code specified")
    return f"commands:{_scope(tg, fields.tree('scope'))}:{language}"


def _scope(tg: Core, scope: Any) -> str:  # noqa: ANN401 - any JSON, refused unless a BotCommandScope
    if scope is None:
        return "default"
    if not isinstance(scope, dict) or "type" not in scope:
        raise bad("can't parse BotCommandScope: Can't find field \"type\"")
    kind = scope["type"]
    if kind in _WIDE:
        return str(kind)
    if kind not in _NARROW:
        raise bad("can't parse BotCommandScope: Unsupported type specified")
    chat_id = Fields({"chat_id": scope.get("chat_id")}).chat_id()
    place = tg.place(chat_id)
    if isinstance(place, Person) and not place.started:
        raise bad("chat not found")  # the bot has not met them
    if kind == "chat_member":
        return f"{kind}:{chat_id}:{Fields(scope).integer('user_id')}"
    return f"{kind}:{chat_id}"


def _command(one: Any) -> Json:  # noqa: ANN401 - any JSON, refused unless a BotCommand
    if not isinstance(one, dict):
        raise bad("can't parse BotCommand: expected an Object")
    for name in ("command", "description"):
        if not isinstance(one.get(name), str):
            raise bad(f"can't parse BotCommand: Can't find field \"{name}\"")
    command = one["command"].removeprefix("/")
    description = one["description"].strip()
    if not _COMMAND.fullmatch(command):
        raise bad("BOT_COMMAND_INVALID")
    if not 1 <= units(description) <= _DESCRIPTION_UNITS:
        raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command, "description": description}
