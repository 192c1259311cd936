"""A counselor's own check-ins in their chat: kept, listed, rehearsed, given versions, withdrawn."""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from bot.counsel.written import found, screens
from bot.counsel.written.text import joined
from bot.interview.parse.source import version as version_of
from bot.own import Own, Version
from bot.screens.screen import Screen, line, page_number, screen
from bot.services.counsel import rehearsing
from bot.services.shelf import OWN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.counsel.written.looked import Looked
    from bot.interview.turn import Line
    from bot.people import ClientId
    from bot.services.counsel.call import Call
    from bot.services.pressed import Pressed

MOST: Final = 60
"""Check-ins of one counselor's."""
_VERSION: Final = re.compile(r"(own-[0-9a-f]{8})\.([0-9a-f]{16})")


async def show(call: Call, page: int = 0, *, edits: int | None = None) -> None:
    """Show them all."""
    owns = await call.work.owns.by(call.counselor.id)
    await call.show(screens.listed(owns, page), edits=edits)


async def turn(call: Call, pressed: Pressed) -> None:
    """Show a page of them in place of what was seen."""
    await show(call, page_number(pressed.argument), edits=pressed.message)


async def handed(call: Call, looked: Looked) -> None:
    """Keep a good check-in that nobody has yet; ask first where it may be a new version."""
    script = looked.script
    if script is None or not looked.good:
        await call.show(Screen(found.wrong(looked)))
        return
    owns = await call.work.owns.by(call.counselor.id)
    title = call.house.voice.title(script, call.locale)
    twins = [own for own in owns if own.title.casefold() == title.casefold()]
    twin = max(twins, key=lambda own: own.versions[-1].at, default=None)
    weighed = found.weighed(looked)
    if twin is None:
        await _keep(call, await _free(call), script.source, *weighed)
    elif twin.versions[-1].version == script.version:
        await opened(call, twin, line("own.same", title=twin.title), *weighed)
    else:
        await call.work.scripts.put(twin.name, script.version, script.source, sealed=True)
        await call.show(screens.twin(twin, script.version, weighed))


async def keep(call: Call, pressed: Pressed) -> None:
    """Let what was sent be the newest version of one there is."""
    own, version, source = await _which(call, pressed)
    if own is None or source is None:
        await past(call, pressed)
    elif own.versions[-1].version == version:
        await opened(call, own, edits=pressed.message)
    else:
        script = await call.house.script(call.work, own.name, version)
        came = (*own.versions, Version(version, call.now))
        own = replace(own, title=call.house.voice.title(script, call.locale), versions=came)
        await call.work.owns.put(own)
        note = line("own.versioned", title=own.title)
        await opened(call, own, note, edits=pressed.message)


async def apart(call: Call, pressed: Pressed) -> None:
    """Let what was sent be a check-in of its own; pressed twice, it is the same one."""
    own, _, source = await _which(call, pressed)
    if own is None or source is None:
        await past(call, pressed)
        return
    told = sha256(f"{call.counselor.id} {pressed.argument}".encode()).hexdigest()
    name = f"{OWN}{told[:8]}"
    there = await call.work.owns.get(name)
    if there is None:
        await _keep(call, name, source, edits=pressed.message)
    elif there.counselor == call.counselor.id:
        await opened(call, there, edits=pressed.message)
    else:
        await _keep(call, await _free(call), source, edits=pressed.message)


async def try_(call: Call, pressed: Pressed) -> None:
    """Rehearse one version."""
    own, version, source = await _which(call, pressed)
    if own is None or source is None:
        await past(call, pressed)
    else:
        await rehearsing.play(call, await call.house.script(call.work, own.name, version))


async def open_(call: Call, pressed: Pressed) -> None:
    """Show one in place of what led to it."""
    own = await mine(call, pressed)
    if own is not None:
        await opened(call, own, edits=pressed.message)


async def versions(call: Call, pressed: Pressed) -> None:
    """Show the versions of one."""
    own = await mine(call, pressed)
    if own is not None:
        await call.show(screens.versions(own, call.zone), edits=pressed.message)


async def file(call: Call, pressed: Pressed) -> None:
    """Send the newest version of one as it stands in its files, below."""
    own = await mine(call, pressed)
    if own is not None:
        script = await call.house.script(call.work, own.name, own.versions[-1].version)
        await call.send(joined(script.source))


async def withdraw(call: Call, pressed: Pressed) -> None:
    """Ask once before one is withdrawn."""
    own = await mine(call, pressed)
    if own is not None:
        await call.show(screens.sure(own), edits=pressed.message)


async def out(call: Call, pressed: Pressed) -> None:
    """Withdraw one: nobody begins it from now on."""
    own = await mine(call, pressed)
    if own is not None:
        own = replace(own, clients=frozenset(), withdrawn_at=own.withdrawn_at or call.now)
        await call.work.owns.put(own)
        await call.work.owns.give(own.name, own.clients)
        await opened(call, own, line("own.out"), edits=pressed.message)


async def opened(call: Call, own: Own, *above: Line, edits: int | None = None) -> None:
    """Show one, below what was just done with it."""
    shown = screens.one(own, await labels(call), call.zone, *above)
    await call.show(shown, edits=edits)


async def labels(call: Call) -> Mapping[ClientId, str]:
    """Give the counselor's clients by what they are called here."""
    cares = await call.work.cares.clients_of(call.counselor.id)
    return {care.client: care.label for care in cares}


async def mine(call: Call, pressed: Pressed) -> Own | None:
    """Give the check-in that a key names, or say that it is not there: keys can be forged."""
    own = await call.work.owns.get(pressed.argument)
    if own is not None and own.counselor == call.counselor.id:
        return own
    await past(call, pressed)
    return None


async def past(call: Call, pressed: Pressed) -> None:
    """Say that it is otherwise by now."""
    await call.show(screen("own.past"), edits=pressed.message)


async def _which(call: Call, pressed: Pressed) -> tuple[Own | None, str, Mapping[str, str] | None]:
    """Give a check-in of this counselor's that a key names, and a version with its files."""
    named = _VERSION.fullmatch(pressed.argument)
    own = await call.work.owns.get(named[1]) if named else None
    if named is None or own is None or own.counselor != call.counselor.id:
        return None, "", None
    return own, named[2], await call.work.scripts.source(named[1], named[2])


async def _keep(
    call: Call, name: str, source: Mapping[str, str], *below: Line, edits: int | None = None
) -> None:
    """Keep a new one, for nobody yet."""
    known = await call.work.owns.by(call.counselor.id)
    if len(known) >= MOST:
        await call.show(screen("own.full", n=len(known)), edits=edits)
        return
    at = version_of(source)
    await call.work.scripts.put(name, at, source, sealed=True)
    script = await call.house.script(call.work, name, at)
    title = call.house.voice.title(script, call.locale)
    own = Own(name, call.counselor.id, title, (Version(at, call.now),))
    await call.work.owns.put(own)
    await opened(call, own, line("own.kept", title=title), *below, edits=edits)


async def _free(call: Call) -> str:
    """Give a name that no check-in has."""
    while True:
        name = f"{OWN}{uuid4().hex[:8]}"
        if await call.work.owns.get(name) is None:
            return name
