"""What stands on the page: everybody's chats as JSON."""

from bot.demo.telegram import Group, Person, Telegram
from bot.demo.telegram.shapes import Json

_SHOWN = 400  # messages of a chat; the page needs no more of the past


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


def commands(tg: Telegram, who: int) -> Json:
    """Give the menu that opens at `/`."""
    listed = tg.commands_for(who)
    return {"commands": [{"command": name, "description": about} for name, about in listed]}
