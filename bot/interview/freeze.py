"""A conversation as plain data that JSON can keep, and back: an exact round trip."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from bot.interview.conversation import (
    Answer,
    Conversation,
    ConversationId,
    Memory,
    Recalled,
    Status,
    Then,
    WordsId,
)
from bot.interview.terms import Kind
from bot.people import ClientId

if TYPE_CHECKING:
    from collections.abc import Mapping

Data = dict[str, Any]
"""What JSON gives and takes."""


def to_data(conversation: Conversation) -> Data:
    """Write everything a conversation knows."""
    return {
        "id": conversation.id,
        "client": conversation.client,
        "script": conversation.script,
        "version": conversation.version,
        "status": conversation.status.value,
        "at": conversation.at,
        "turn": conversation.turn,
        "misses": conversation.misses,
        "picked": list(conversation.picked),
        "page": conversation.page,
        "answers": {step: _answer(answer) for step, answer in conversation.answers.items()},
        "memory": _memory(conversation.memory),
        "occurrence": conversation.occurrence,
        "emptied": conversation.emptied,
    }


def from_data(data: Mapping[str, Any]) -> Conversation:
    """Read what `to_data` wrote. Raises KeyError or ValueError if it was not so written."""
    return Conversation(
        id=ConversationId(data["id"]),
        client=ClientId(data["client"]),
        script=data["script"],
        version=data["version"],
        status=Status(data["status"]),
        at=data["at"],
        turn=data["turn"],
        misses=data["misses"],
        picked=tuple(data["picked"]),
        page=data["page"],
        answers={step: _read_answer(answer) for step, answer in data["answers"].items()},
        memory=_read_memory(data["memory"]),
        occurrence=data["occurrence"],
        emptied=data.get("emptied", False),
    )


def _answer(answer: Answer) -> Data:
    return {
        "turn": answer.turn,
        "text": answer.text,
        "options": list(answer.options),
        "number": answer.number,
        "skipped": answer.skipped,
    }


def _read_answer(data: Data) -> Answer:
    return Answer(
        turn=data["turn"],
        text=data["text"],
        options=tuple(data["options"]),
        number=data["number"],
        skipped=data["skipped"],
    )


def _memory(memory: Memory) -> Data:
    return {
        "words": {kind.value: _recalled(words) for kind, words in memory.words.items()},
        "ratings": {of: list(values) for of, values in memory.ratings.items()},
        "profile": dict(memory.profile),
        "resting": sorted(memory.resting),
        "seed": memory.seed,
        "about": None if memory.about is None else _recalled(memory.about),
        "goal": memory.goal,
        "several": {
            kind.value: [_recalled(words) for words in several]
            for kind, several in memory.several.items()
        },
        "earlier": sorted(memory.earlier),
        "picked": {step: list(options) for step, options in memory.picked.items()},
        "mirrors": memory.mirrors,
        "then": {of: [then.value, then.on.isoformat()] for of, then in memory.then.items()},
        "goals": memory.goals,
    }


def _read_memory(data: Data) -> Memory:
    # A conversation that began before a release knows nothing of what the release remembers.
    about = data.get("about")
    return Memory(
        words={Kind(kind): _read_recalled(words) for kind, words in data["words"].items()},
        ratings={of: tuple(values) for of, values in data["ratings"].items()},
        profile=dict(data["profile"]),
        resting=frozenset(data["resting"]),
        seed=data["seed"],
        about=None if about is None else _read_recalled(about),
        goal=data.get("goal"),
        several={
            Kind(kind): tuple(map(_read_recalled, several))
            for kind, several in data.get("several", {}).items()
        },
        earlier=frozenset(data.get("earlier", ())),
        picked={step: tuple(options) for step, options in data.get("picked", {}).items()},
        mirrors=data.get("mirrors", ""),
        then={
            of: Then(value, date.fromisoformat(on))
            for of, (value, on) in data.get("then", {}).items()
        },
        goals=data.get("goals", 0),
    )


def _recalled(words: Recalled) -> Data:
    return {
        "id": words.id,
        "text": words.text,
        "on": words.on.isoformat(),
        "cue": words.cue,
        "why": words.why,
        "picked": words.picked,
    }


def _read_recalled(data: Data) -> Recalled:
    return Recalled(
        id=WordsId(data["id"]),
        text=data["text"],
        on=date.fromisoformat(data["on"]),
        cue=data.get("cue", ""),
        why=data.get("why", ""),
        picked=data.get("picked", False),
    )
