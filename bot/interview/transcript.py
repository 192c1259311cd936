"""A transcript: a rehearsal as a file, with what it started from written above it.

    # script: goal-mirror
    # locale: en
    # today: 2026-05-10
    # memory: goal=up for breakfast with the kids on 2026-05-03
    # memory: plan=friday, after work => call dee first on 2026-05-03
    # several: support=my sister on 2026-05-03
    # about: up for breakfast with the kids on 2026-05-03
    # rating: importance=4,6
    # then: importance=4 on 2026-04-12
    # profile: thing=drinking
    # given: words=what was written before it began
    # earlier: want
    # picked: cards=family,health
    # mirrors: plan
    # goals: 2
    # resting: goal-mirror/held.say.1
    # seed: 7

Only the script is needed; all with an `=`, `earlier` and `resting` may come several times.
`several` are words to be listed, oldest first; `about` is the goal that a goal's check-in is about;
`then` a rating of some time ago; `earlier` a step answered in an earlier conversation, `picked`
what was picked at one; `mirrors` what the mirror shows; `goals` how many there are. Then the lines
of `rehearse`, of which the client's are what is played.
"""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from bot.interview.conversation import Memory, Recalled, Then, WordsId
from bot.interview.rehearse import BUBBLE, CLIENT, Scene
from bot.interview.terms import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.interview.phrases import Phrases
    from bot.interview.script import Script

_IF_THEN: Final = " => "
"""Between the "if" and the "then" of a plan."""


def opened(transcript: str, scripts: Mapping[str, Script], phrases: Phrases) -> Scene:
    """Read what a transcript starts from; raises KeyError or ValueError for a head gone wrong."""
    head: dict[str, list[str]] = {}
    for row in transcript.splitlines():
        if not row.startswith("# "):
            break
        key, _, value = row[2:].partition(": ")
        head.setdefault(key, []).append(value)
    once = {key: values[-1] for key, values in head.items()}
    return Scene(
        script=scripts[once["script"]],
        phrases=phrases,
        locale=once.get("locale", "en"),
        today=date.fromisoformat(once["today"]) if "today" in once else None,
        given=_pairs(head.get("given", [])),
        memory=Memory(
            words={Kind(k): _recalled(v) for k, v in _pairs(head.get("memory", [])).items()},
            ratings={
                of: tuple(map(int, values.split(",")))
                for of, values in _pairs(head.get("rating", [])).items()
            },
            profile=_pairs(head.get("profile", [])),
            resting=frozenset(head.get("resting", [])),
            seed=int(once.get("seed", "0")),
            about=_recalled(once["about"]) if "about" in once else None,
            several=_several(head.get("several", [])),
            earlier=frozenset(head.get("earlier", [])),
            picked={
                step: tuple(options.split(","))
                for step, options in _pairs(head.get("picked", [])).items()
            },
            mirrors=once.get("mirrors", ""),
            then={of: _then(value) for of, value in _pairs(head.get("then", [])).items()},
            goals=int(once.get("goals", "0")),
        ),
    )


def headed(scene: Scene) -> str:
    """Write what a rehearsal starts from, as the head of its transcript."""
    memory = scene.memory
    rows = [f"# script: {scene.script.name}", f"# locale: {scene.locale}"]
    if scene.today is not None:
        rows.append(f"# today: {scene.today}")
    rows += [f"# memory: {kind}={_written(said)}" for kind, said in memory.words.items()]
    rows += [
        f"# several: {kind}={_written(said)}"
        for kind, several in memory.several.items()
        for said in several
    ]
    if memory.about is not None:
        rows.append(f"# about: {_written(memory.about)}")
    rows += [f"# rating: {of}={','.join(map(str, past))}" for of, past in memory.ratings.items()]
    rows += [f"# then: {of}={then.value} on {then.on}" for of, then in memory.then.items()]
    rows += [f"# profile: {name}={word}" for name, word in memory.profile.items()]
    rows += [f"# given: {name}={text}" for name, text in scene.given.items()]
    rows += [f"# earlier: {step}" for step in sorted(memory.earlier)]
    rows += [f"# picked: {step}={','.join(options)}" for step, options in memory.picked.items()]
    rows += [f"# mirrors: {memory.mirrors}"] * bool(memory.mirrors)
    rows += [f"# goals: {memory.goals}"] * bool(memory.goals)
    rows += [f"# resting: {line}" for line in sorted(memory.resting)]
    rows += [f"# seed: {memory.seed}"] * bool(memory.seed)
    return "\n".join(rows) + "\n\n"


def client_lines(transcript: str) -> Iterator[str]:
    """Give the client's lines of a transcript, each with those that go on with it."""
    line: str | None = None
    for row in [*transcript.splitlines(), "B: "]:
        if line is not None and (row.startswith("   ") or not row):
            line += f"\n{row}"
            continue
        if line is not None:
            yield line.rstrip("\n")
        line = row if row.startswith((CLIENT, BUBBLE)) else None


def _pairs(rows: list[str]) -> dict[str, str]:
    return {key: value for key, _, value in (row.partition("=") for row in rows)}


def _several(rows: list[str]) -> dict[Kind, tuple[Recalled, ...]]:
    found: dict[Kind, tuple[Recalled, ...]] = {}
    for kind, _, written in (row.partition("=") for row in rows):
        found[Kind(kind)] = (*found.get(Kind(kind), ()), _recalled(written))
    return found


def _recalled(written: str) -> Recalled:
    said, _, on = written.rpartition(" on ")
    cue, if_then, text = said.partition(_IF_THEN)
    # Any id will do that is the same on every replay.
    id_ = WordsId(sha256(written.encode()).hexdigest()[:32])
    return Recalled(id_, text if if_then else said, date.fromisoformat(on), cue if if_then else "")


def _written(said: Recalled) -> str:
    text = f"{said.cue}{_IF_THEN}{said.text}" if said.cue else said.text
    return f"{text} on {said.on}"


def _then(written: str) -> Then:
    value, _, on = written.partition(" on ")
    return Then(int(value), date.fromisoformat(on))
