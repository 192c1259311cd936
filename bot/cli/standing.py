"""How a counselor, or an invitation to be one, is listed: as data, and as a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.interview import phrases
from bot.interview.phrases import SOURCE
from bot.screens import hours
from bot.services.voice import Voice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.care import Invite
    from bot.services.enrol.counselors import Listed

_SHORT: Final = 8
"""So much of an id tells counselors apart, and is taken for it."""


def of_counselor(row: Listed) -> dict[str, object]:
    """Give a counselor as what JSON can hold."""
    who = row.counselor
    standing = "active" if who.settled else "settling in"
    return {
        "id": who.id,
        "name": who.name,
        "zone": who.zone,
        "hours": Voice(phrases.packaged()).say([hours.said(who.hours)], SOURCE),
        "standing": "suspended" if who.suspended else standing,
        "clients": row.clients,
    }


def of_invite(row: Invite) -> dict[str, object]:
    """Give somebody who is invited in the same way."""
    return {
        "id": row.id,
        "name": row.label,
        "zone": None,
        "hours": None,
        "standing": f"invited, {until(row)}",
        "clients": 0,
    }


def said(row: Mapping[str, object]) -> str:
    """Give a line for people."""
    parts = [row["name"], row["standing"], row["zone"], row["hours"], f"clients: {row['clients']}"]
    return f"{str(row['id'])[:_SHORT]}  " + " · ".join(str(part) for part in parts if part)


def until(invite: Invite) -> str:
    """Say until when an invitation can be opened, in UTC."""
    return f"until {invite.expires_at:%Y-%m-%d %H:%M} UTC"
