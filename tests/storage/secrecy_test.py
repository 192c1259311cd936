"""What lies on the disk: nothing a client said, nothing that says who they are."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.counsel.draft import Draft
from bot.interview.conversation import Status
from bot.message import MessageId
from bot.ports import Received
from storage.engine import read_url
from tests.contract.care_test import dana
from tests.contract.examples import (
    ANN,
    LEASE,
    NOW,
    ann,
    arrived,
    goal,
    plan,
    question,
    rating,
    talk,
)
from tests.contract.share_test import brief, own
from tests.databases import MASTER

if TYPE_CHECKING:
    from bot.ports import Work
    from tests.databases import Place

SECRETS = [
    ann.name,
    str(ann.chat),
    ann.profile["thing"],
    goal.text,
    "because\nof them",
    talk.memory.words[goal.kind].text + '", "on"',
    question.text,
    "Still true",
    plan.title,
    "a most private message",
    dana.name,
    brief.text,
    own.title,
    "How was Maria's night?",
    "asked of Maria",
]
UPDATE = json.dumps({"chat": ann.chat, "name": ann.name, "text": "a most private message"})


def disk(place: Place) -> bytes:
    """Every byte of both databases and their logs."""
    folder = Path(read_url(place.url).database or "").parent
    return b"".join(file.read_bytes() for file in sorted(folder.iterdir()))


def guises(secret: str) -> list[bytes]:
    """Give the ways in which a secret may lie about."""
    plain = secret.encode()
    return [
        plain,
        json.dumps(secret)[1:-1].encode(),
        secret.encode("utf-16-le"),
        base64.b64encode(plain)[:-4],
        plain.hex().encode(),
    ]


async def live(work: Work) -> None:
    """A round of writes over what was written before."""
    await work.inbox.add([Received(1, ann.chat, UPDATE, NOW), Received(2, ann.chat, UPDATE, NOW)])
    await work.clients.save(replace(ann, locale="en"))
    await work.conversations.add(talk, NOW)
    await work.conversations.save(replace(talk, turn=4, status=Status.DONE), 3, NOW)
    await work.words.put(goal)
    await work.words.put(replace(goal, still=1))
    await work.words.rate(rating)
    await work.plans.put(plan, NOW)
    await work.outbox.add(question)
    await work.outbox.lease(NOW, 1, LEASE)
    await work.outbox.sent(question.id, arrived)
    await work.inbox.done(1)
    await work.counselors.add(dana)
    await work.briefs.put(brief)
    await work.outbox.add(
        replace(question, id=MessageId(brief.id), chat=dana.chat, text=brief.text)
    )
    await work.owns.put(own)
    await work.scripts.put(own.name, "v1", {"en": "How was Maria's night?"}, sealed=True)
    await work.drafts.put(Draft(dana.id, "own", "words", 3, data={"say": "asked of Maria"}))


@pytest.mark.parametrize("closed", [False, True])
async def test_nothing_lies_on_the_disk_in_the_clear(sqlite: Place, *, closed: bool) -> None:
    database = sqlite.open()
    async with database.works() as work:
        await work.clients.add(ann)
    async with database.works() as work:
        await live(work)
    if closed:
        await database.close()
    written = disk(sqlite)
    await database.close()
    assert ANN.encode() in written  # the log was looked at, too
    found = [secret for secret in SECRETS for guise in guises(secret) if guise in written]
    assert found == []
    assert ann.chat.to_bytes(8, "big") not in written
    assert MASTER not in written


async def test_an_erased_client_is_wiped_from_the_disk(sqlite: Place) -> None:
    database = sqlite.open()
    async with database.works() as work:
        await work.clients.add(ann)
    async with database.works() as work:
        await live(work)
    assert ANN.encode() in disk(sqlite)
    async with database.works() as work:
        await work.clients.remove(ANN)
    written = disk(sqlite)
    await database.close()
    assert ANN.encode() not in written
    assert goal.id.encode() not in written
