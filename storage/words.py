"""Words and ratings: what a client said, sealed; when, of what and to which question, plain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, select

from bot.interview.conversation import ConversationId, WordsId
from bot.interview.terms import Effect, Kind
from bot.interview.words import Held, KeptWords, Rating, Told
from bot.people import ClientId
from storage.repository import Repository
from storage.sealed import Sealed
from storage.tables import ratings, told, words
from storage.upsert import keep_first, keep_last

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Row

    from storage.vault import Seal

_PUT = keep_last(words)
_GET = select(words).where(words.c.id == bindparam("of"))
_OF = select(words).where(words.c.client == bindparam("of")).order_by(words.c.at, words.c.id)
_FORGET = delete(words).where(words.c.id == bindparam("of"))
_FORGET_TOLD = delete(told).where(told.c.words == bindparam("of"))
_RATE = keep_last(ratings)
_UNRATE = delete(ratings).where(
    ratings.c.conversation == bindparam("of"), ratings.c.step == bindparam("at_step")
)
_RATINGS = (
    select(ratings)
    .where(ratings.c.client == bindparam("whose"), ratings.c.of == bindparam("what"))
    .order_by(ratings.c.at.desc(), ratings.c.conversation.desc(), ratings.c.step.desc())
    .limit(bindparam("most"))
)
_RATED = (
    select(ratings)
    .where(ratings.c.client == bindparam("whose"), ratings.c.at >= bindparam("since"))
    .order_by(ratings.c.at, ratings.c.conversation, ratings.c.step)
)
_TELL = keep_first(told)
_UNTELL = delete(told).where(
    told.c.words == bindparam("of"),
    told.c.effect == bindparam("what"),
    told.c.at == bindparam("when"),
)
_TOLD = (
    select(told)
    .where(told.c.client == bindparam("whose"), told.c.at >= bindparam("since"))
    .order_by(told.c.at, told.c.words, told.c.effect)
)


class SqlWords(Repository):
    """Words by id, ratings by conversation and step."""

    async def put(self, words: KeptWords) -> None:
        row = to_row(words, await self._vault.of(words.client))
        await self._db.execute(_PUT[self._dialect], row)

    async def get(self, words: WordsId) -> KeptWords | None:
        row = (await self._db.execute(_GET, {"of": words})).one_or_none()
        return await self._opened_if(WORDS, row)

    async def of(self, client: ClientId) -> Sequence[KeptWords]:
        return await self._opened(WORDS, (await self._db.execute(_OF, {"of": client})).all())

    async def forget(self, words: WordsId) -> None:
        await self._db.execute(_FORGET, {"of": words})
        await self._db.execute(_FORGET_TOLD, {"of": words})

    async def rate(self, rating: Rating) -> None:
        row = rating_to_row(rating, await self._vault.of(rating.client))
        await self._db.execute(_RATE[self._dialect], row)

    async def unrate(self, conversation: ConversationId, step: str) -> None:
        await self._db.execute(_UNRATE, {"of": conversation, "at_step": step})

    async def ratings(self, client: ClientId, of: str, limit: int = 10) -> Sequence[Rating]:
        which = {"whose": client, "what": of, "most": limit}
        rows = (await self._db.execute(_RATINGS, which)).all()
        return await self._opened(RATINGS, rows[::-1])

    async def rated(self, client: ClientId, since: datetime) -> Sequence[Rating]:
        rows = await self._db.execute(_RATED, {"whose": client, "since": since})
        return await self._opened(RATINGS, rows.all())

    async def tell(self, told: Told) -> None:
        await self._db.execute(_TELL[self._dialect], told_to_row(told))

    async def untell(self, told: Told) -> None:
        which = {"of": told.words, "what": told.effect.value, "when": told.at}
        await self._db.execute(_UNTELL, which)

    async def told(self, client: ClientId, since: datetime) -> Sequence[Told]:
        rows = await self._db.execute(_TOLD, {"whose": client, "since": since})
        return [told_from_row(row) for row in rows]


def to_row(words: KeptWords, seal: Seal) -> dict[str, Any]:
    """Write words."""
    return {
        "id": words.id,
        "client": words.client,
        "kind": words.kind.value,
        "text": seal.close("words.text", words.id, words.text),
        "at": words.at,
        "day": words.on,
        "script": words.script,
        "step": words.step,
        "conversation": words.conversation,
        "held": words.held.value,
        "worth_seeing": words.worth_seeing,
        "shown_at": words.shown_at,
        "still": words.still,
        "goal": words.goal,
        "why": words.why,
        "shown": words.shown,
    }


def from_row(row: Row[Any], seal: Seal) -> KeptWords:
    """Read words."""
    return KeptWords(
        id=WordsId(row.id),
        client=ClientId(row.client),
        kind=Kind(row.kind),
        text=seal.open("words.text", row.id, row.text),
        at=row.at,
        on=row.day,
        script=row.script,
        step=row.step,
        conversation=ConversationId(row.conversation),
        held=Held(row.held),
        worth_seeing=row.worth_seeing,
        shown_at=row.shown_at,
        still=row.still,
        goal=None if row.goal is None else WordsId(row.goal),
        why=row.why,
        shown=row.shown,
    )


def rating_to_row(rating: Rating, seal: Seal) -> dict[str, Any]:
    """Write a rating."""
    address = f"{rating.conversation}/{rating.step}"
    return {
        "conversation": rating.conversation,
        "step": rating.step,
        "client": rating.client,
        "of": rating.of,
        "value": seal.close("ratings.value", address, str(rating.value)),
        "at": rating.at,
        "goal": rating.goal,
    }


def rating_from_row(row: Row[Any], seal: Seal) -> Rating:
    """Read a rating."""
    address = f"{row.conversation}/{row.step}"
    return Rating(
        client=ClientId(row.client),
        of=row.of,
        value=int(seal.open("ratings.value", address, row.value)),
        at=row.at,
        conversation=ConversationId(row.conversation),
        step=row.step,
        goal=None if row.goal is None else WordsId(row.goal),
    )


def told_to_row(told: Told) -> dict[str, Any]:
    """Write what was said of words."""
    return {
        "words": told.words,
        "client": told.client,
        "effect": told.effect.value,
        "at": told.at,
    }


def told_from_row(row: Row[Any]) -> Told:
    """Read what was said of words."""
    return Told(WordsId(row.words), ClientId(row.client), Effect(row.effect), row.at)


WORDS = Sealed("words", ("id",), select(words), from_row)
RATINGS = Sealed("ratings", ("conversation", "step"), select(ratings), rating_from_row)
