"""What stands on the page: everybody's chats as JSON."""

from bot.demo.telegram import Group, Person, Telegram
from bot.demo.telegram.shapes import Json

_SHOWN = 400  # messages of a chat; the page needs no more of the past
_COUNSELOR = "demo:counselor"


def people(tg: Telegram, *, counselor: bool) -> None:
    """Put somebody on an empty stage, the client first; `counselor`: an invitation awaits one."""
    tg.add_person("Ana")
    dana = tg.add_person("Dana", "(counselor)")
    if counselor:
        tg.world.keep_setting(_COUNSELOR, {"id": dana.id})


def invited(tg: Telegram, who: Person) -> bool:
    """Tell whether a counselor's invitation awaits this person, who has not met the bot yet."""
    return tg.world.settings.get(_COUNSELOR) == {"id": who.id} and not who.started


def person(tg: Telegram, who: Person) -> Json:
    """Give a person's private chat, without its messages."""
    return {
        "id": who.id,
        "kind": "private",
        "name": " ".join(filter(None, (who.first_name, who.last_name))),
        "language": who.language_code,
        "started": who.started,
        "blocked": who.blocked,
        "deactivated": who.deactivated,
        "invited": invited(tg, who),
        "description": description(tg, who),
    }


def group(of: Group) -> Json:
    """Give a group, without its messages."""
    return {"id": of.id, "kind": "group", "name": of.title, "members": list(of.members)}


def chats(tg: Telegram) -> list[Json]:
    """Everybody, then the groups, each with its newest messages."""
    alone = [person(tg, who) for who in tg.people()]
    together = [group(of) for of in tg.world.groups.values()]
    return [
        chat | {"messages": [seen.as_json() for seen in tg.chat(chat["id"])[-_SHOWN:]]}
        for chat in alone + together
    ]


def description(tg: Telegram, who: Person) -> str:
    """Give what the bot says of itself in an empty chat, in the person's language if it can."""
    settings = tg.world.settings
    language = (who.language_code or "")[:2]
    kept = settings.get(f"description:{language}") or settings.get("description:")
    return kept["text"] if kept else ""


def commands(tg: Telegram, who: int, chat: int | None) -> Json:
    """Give the menu that opens at `/` for a person in a chat; None: their own with the bot."""
    listed = tg.commands_for(who, chat)
    return {"commands": [{"command": name, "description": about} for name, about in listed]}
