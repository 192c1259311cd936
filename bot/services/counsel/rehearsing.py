"""A counselor plays a check-in as a client would see it; nothing of it is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from bot.alerting import telling
from bot.counsel import rehearsal
from bot.interview import engine
from bot.interview.conversation import ConversationId
from bot.interview.events import Lapse, Tap, Words
from bot.screens import hours
from bot.screens.screen import Screen, line
from bot.services.alerts.duty import on_duty
from bot.services.chosen import chosen
from bot.services.counsel.drafting import go_on, over
from bot.services.crisis import rehearsed
from bot.services.enrol import clients
from bot.services.read import read

if TYPE_CHECKING:
    from bot.arrival import Tapped
    from bot.counsel.draft import Draft
    from bot.interview.script import Script
    from bot.interview.turn import Turn
    from bot.message import Answering
    from bot.services.counsel.call import Call
    from bot.services.pressed import Pressed


async def rehearse(call: Call, _: str) -> None:
    """Offer what can be rehearsed."""
    await _offer(call, rehearsal.open_(call.counselor.id, call.locale, call.now))


async def press(call: Call, pressed: Pressed) -> None:
    """Rehearse the check-in that a key names, or offer them all."""
    draft = rehearsal.open_(call.counselor.id, call.locale, call.now)
    if pressed.argument in rehearsal.playable(await call.shelf()):
        await _begin(call, draft, (await call.shelf())[pressed.argument])
    else:
        await _offer(call, draft)


async def play(call: Call, script: Script) -> None:
    """Rehearse one version of one check-in."""
    await _begin(call, rehearsal.open_(call.counselor.id, call.locale, call.now), script)


async def chose(call: Call, draft: Draft, choice: str, pressed: Pressed) -> None:
    """Take a key of the choice, or one of those that a client would not have."""
    locale = choice.removeprefix("in-")
    if choice == rehearsal.END:
        await chosen(call, pressed.tapped, pressed.message)
        await over(call, rehearsal.ended())
    elif choice == rehearsal.GO_ON and draft.step == rehearsal.PLAY:
        at = rehearsal.played(draft)
        script = await call.house.script(call.work, at.script, at.version)
        await chosen(call, pressed.tapped, pressed.message)
        await _follow(call, draft, script, engine.step(script, at, Lapse(at.turn)))
    elif choice in rehearsal.playable(await call.shelf()):
        await chosen(call, pressed.tapped, pressed.message)
        await _begin(call, draft, (await call.shelf())[choice])
    elif locale in call.house.voice.phrases.words:
        await _offer(call, draft.at(rehearsal.CHOOSE, locale=locale), pressed.message)
    else:
        call.blink(line("late.turn"))


async def answered(call: Call, does: Answering, tapped: Tapped, message: int | None) -> None:
    """Take a tap on an answer; one of a rehearsal that is over changes nothing."""
    draft = await call.work.drafts.get(call.counselor.id)
    if draft is None or (draft.about, draft.step) != (rehearsal.ABOUT, rehearsal.PLAY):
        call.blink(line("rehearsal.past"))
        return
    at = rehearsal.played(draft)
    if at.id != does.conversation:
        call.blink(line("rehearsal.past"))
        return
    script = await call.house.script(call.work, at.script, at.version)
    turn = engine.step(script, at, Tap(does.turn, does.option))
    if turn.late is not None:
        call.blink(line(turn.late))
        return
    if not turn.redraw:
        await chosen(call, tapped, message)
    await _follow(call, draft, script, turn, edits=message)


async def heard(call: Call, draft: Draft, text: str) -> None:
    """Take typed words as the client's; where none are asked for, say what works."""
    if draft.step != rehearsal.PLAY:
        await _offer(call, draft.at(draft.step))
        return
    if await rehearsed.caught(call, draft.data["locale"], text):
        return
    at = rehearsal.played(draft)
    script = await call.house.script(call.work, at.script, at.version)
    turn = engine.step(script, at, Words(at.turn, text, await read(call, at, text)))
    if turn.late is None:
        await _follow(call, draft, script, turn)
    else:  # at a pause, which asks nothing
        await call.show(Screen((line("rehearsal.mark"), line("rehearsal.pausing"))))


async def _offer(call: Call, draft: Draft, edits: int | None = None) -> None:
    scripts = rehearsal.playable(await call.shelf())
    shown = rehearsal.choice(draft, scripts, call.house.voice.phrases)
    await go_on(call, draft, shown, edits=edits)


async def _begin(call: Call, draft: Draft, script: Script) -> None:
    locale = draft.data["locale"]
    rota, who = await on_duty(call.work), call.counselor
    said = {"hours": hours.said(who.hours), "alerts": telling.offered(who, rota=rota)}
    given = {name: call.house.voice.say([one], locale) for name, one in said.items()}
    given["counselor"] = who.name
    memory = rehearsal.sample(script, call.house.voice.phrases, locale, call.today)
    if rota:
        memory = replace(memory, profile={**memory.profile, clients.ROTA: "on"})
    id_ = ConversationId(uuid4().hex)
    await _follow(call, draft, script, rehearsal.begin(script, memory, given, id_))


async def _follow(
    call: Call, draft: Draft, script: Script, turn: Turn, *, edits: int | None = None
) -> None:
    """Say what a turn says, marked as a rehearsal; keep where it stands, and nothing else."""
    after, voice = rehearsal.at(draft, turn), call.house.voice
    said, rows = voice.turn(turn, script, draft.data["locale"], call.today)
    mark, ways = voice.screen(rehearsal.frame(after, turn), call.locale, call.today)
    if turn.redraw:
        await call.send("", (*rows, *ways), edits=edits)
    else:
        await call.send("\n\n".join(filter(None, (mark, said))), (*rows, *ways))
    if rehearsal.over(turn):
        await over(call, rehearsal.ended())
    else:
        await call.work.drafts.put(after)
