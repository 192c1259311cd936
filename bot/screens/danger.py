"""What happens when words sound like danger: who is told, what they read, and how to change it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.care import Share, Telling
from bot.screens.screen import Key, Screen, key, line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.care import Care
    from bot.interview.turn import Line
    from bot.people import Client, Counselor
    from bot.screens.screen import Keys

TELLING: Final[Mapping[Telling, str]] = {
    Telling.ALWAYS: "danger.always",
    Telling.ASK: "danger.ask",
    Telling.NEVER: "danger.never",
}
WORDS: Final = {True: "danger.words", False: "danger.no-words"}
_TO: Final[Mapping[Telling, str]] = {
    Telling.ALWAYS: "danger.to-always",
    Telling.ASK: "danger.to-ask",
    Telling.NEVER: "danger.to-never",
}
_TO_WORDS: Final = {True: "danger.stop-words", False: "danger.share-words"}


def screen(client: Client, care: Care, counselor: Counselor, *, rota: bool) -> Screen:
    """Show what is agreed, with a key for each thing that can be otherwise."""
    back: Keys = ((key("button.back", "sharing", "back"),),)
    if not rota:
        nobody = line("alert.not-offered", counselor=counselor.name)
        return Screen((nobody, _contact(client)), (_contact_key(client), *back))
    told = line(TELLING[care.telling], counselor=counselor.name)
    others = tuple((key(_TO[one], "sharing", f"tell-{one}"),) for one in _TO if one != care.telling)
    if care.telling is Telling.NEVER:
        return Screen((told, _contact(client)), (*others, _contact_key(client), *back))
    words = Share.ALERT_WORDS in care.sharing
    phone = client.profile.get("phone")
    number = line("danger.no-phone") if phone is None else line("danger.phone", phone=phone)
    keys = (
        *others,
        (key(_TO_WORDS[words], "sharing", "words-off" if words else "words-on"),),
        (key("danger.to-phone", "begin", "phone"),),
        _contact_key(client),
        *back,
    )
    lines = (told, line(WORDS[words]), number, _contact(client), line("danger.bound"))
    return Screen(lines, keys)


def alone(client: Client) -> Screen:
    """Show the same to who is with nobody here: whom they would tell themselves."""
    return Screen((line("sharing.nobody"), _contact(client)), (_contact_key(client),))


def _contact(client: Client) -> Line:
    named = client.profile.get("contact")
    return line("danger.no-contact") if named is None else line("danger.contact", contact=named)


def _contact_key(client: Client) -> tuple[Key, ...]:
    id_ = "danger.to-contact" if "contact" in client.profile else "danger.name-contact"
    return (key(id_, "begin", "contact"),)
