"""A transcript: a rehearsal as a file, with what it started from written above it.

    # script: goal-mirror
    # locale: en
    # today: 2026-05-10
    # memory: goal=up for breakfast with the kids on 2026-05-03
    # rating: importance=4,6
    # profile: thing=drinking
    # given: words=what was written before it began
    # resting: goal-mirror/held.say.1
    # seed: 7

Only the script is needed; `memory`, `rating`, `profile`, `given` and `resting` may come several
times. Then the lines of `rehearse`, of which the client's are what is played.
"""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.interview.conversation import Memory, Recalled, WordsId
from bot.interview.rehearse import BUBBLE, CLIENT, Scene
from bot.interview.script import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.interview.phrases import Phrases
    from bot.interview.script import Script


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
        ),
    )


def headed(scene: Scene) -> str:
    """Write what a rehearsal starts from, as the head of its transcript."""
    memory = scene.memory
    rows = [f"# script: {scene.script.name}", f"# locale: {scene.locale}"]
    if scene.today is not None:
        rows.append(f"# today: {scene.today}")
    rows += [f"# memory: {kind}={said.text} on {said.on}" for kind, said in memory.words.items()]
    rows += [f"# rating: {of}={','.join(map(str, past))}" for of, past in memory.ratings.items()]
    rows += [f"# profile: {name}={word}" for name, word in memory.profile.items()]
    rows += [f"# given: {name}={text}" for name, text in scene.given.items()]
    rows += [f"# resting: {line}" for line in sorted(memory.resting)]
    if memory.seed:
        rows.append(f"# seed: {memory.seed}")
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


def _recalled(written: str) -> Recalled:
    text, _, on = written.rpartition(" on ")
    # Any id will do that is the same on every replay.
    return Recalled(
        WordsId(sha256(written.encode()).hexdigest()[:32]), text, date.fromisoformat(on)
    )
