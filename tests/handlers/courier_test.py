"""The courier: what a person gets to see, and what we are told when they don't."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from aiohttp import web
from telegram import Bot

from bot.demo.telegram.faults import Broken, Reset, Silence, TooMany
from bot.errors import NotDelivered, Refused, SurelyNotSent, Uncertain, Unreachable
from bot.interview.conversation import ConversationId
from bot.message import Answering, Button, Delivered
from handlers.courier import BotCourier
from handlers.transport import Transport
from tests.handlers.house import NOON, OURS, TOKEN, House, a_house, button, message
from tests.handlers.loopback import api, bot_at

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from bot.demo.telegram.faults import CallFault
    from bot.message import Message

LATER = datetime(2026, 3, 2, 9, tzinfo=UTC)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with a_house() as opened:
        yield opened


@pytest.fixture
async def ana(house: House) -> int:
    person = house.telegram.add_person("Ana")
    await house.telegram.say(person.id, "hello")
    return person.id


async def test_text_arrives_as_it_is(house: House, ana: int) -> None:
    text = "*not bold* <b>nor this</b> _or_ [that](https://example.org/) & https://example.org/ 🌿"
    delivered = await house.courier.deliver(message(ana, text))
    shown = house.telegram.world.message(ana, delivered.telegram_id)
    assert shown is not None
    assert delivered.at == NOON
    assert shown.body["text"] == text
    marked = {entity["type"] for entity in shown.body.get("entities", [])}
    assert marked.isdisjoint({"bold", "italic", "text_link"})
    assert "reply_markup" not in shown.body
    assert shown.body["link_preview_options"] == {"is_disabled": True}


async def test_buttons(house: House, ana: int) -> None:
    answering = Answering(ConversationId("0123456789abcdef" * 2), 12, "still")
    rows = (
        (Button("Still true", answering), Button("Changed", Answering(*_parts(answering)))),
        (Button("Read more", url="https://example.org/"), Button("Copy 988", copy="988")),
    )
    delivered = await house.courier.deliver(message(ana, buttons=rows, keyboard=(("Goals",),)))
    shown = house.telegram.world.message(ana, delivered.telegram_id)
    assert shown is not None
    data = OURS.data(answering, ana)
    assert shown.body["reply_markup"]["inline_keyboard"] == [
        [
            {"text": "Still true", "callback_data": data},
            {"text": "Changed", "callback_data": data},
        ],
        [
            {"text": "Read more", "url": "https://example.org/"},
            {"text": "Copy 988", "copy_text": {"text": "988"}},
        ],
    ]


def _parts(answering: Answering) -> tuple[ConversationId, int, str]:
    return answering.conversation, answering.turn, answering.option


async def test_the_lasting_keyboard(house: House, ana: int) -> None:
    delivered = await house.courier.deliver(
        message(ana, keyboard=(("Check in", "Goals"), ("Help",)))
    )
    shown = house.telegram.world.message(ana, delivered.telegram_id)
    assert shown is not None
    assert shown.keyboard is not None
    assert shown.keyboard["keyboard"] == [
        [{"text": "Check in"}, {"text": "Goals"}],
        [{"text": "Help"}],
    ]
    assert shown.keyboard["resize_keyboard"] is True
    assert shown.keyboard["is_persistent"] is True


async def test_an_edit_changes_text_and_buttons(house: House, ana: int) -> None:
    asked = await house.ask(ana, button("Yes", "yes"))
    edit = message(ana, "You said yes.", edits=asked, buttons=((button("Undo", "undo"),),))
    assert await house.courier.deliver(edit) == Delivered(asked, NOON)
    shown = house.telegram.world.message(ana, asked)
    assert shown is not None
    assert shown.body["text"] == "You said yes."
    assert shown.body["reply_markup"]["inline_keyboard"][0][0]["text"] == "Undo"


async def test_an_edit_without_text_takes_the_buttons_away(house: House, ana: int) -> None:
    asked = await house.ask(ana, button("Yes", "yes"))
    assert (await house.courier.deliver(message(ana, "", edits=asked))).telegram_id == asked
    shown = house.telegram.world.message(ana, asked)
    assert shown is not None
    assert shown.body["text"] == "How does that sit?"
    assert not shown.body.get("reply_markup")


@pytest.mark.parametrize("text", ["", "How does that sit?"])
async def test_an_edit_that_changes_nothing_is_delivered(house: House, ana: int, text: str) -> None:
    asked = await house.ask(ana)
    edit = message(ana, text, edits=asked, created_at=LATER)
    assert await house.courier.deliver(edit) == Delivered(asked, LATER)


async def test_an_edit_of_what_is_gone_is_refused(house: House, ana: int) -> None:
    with pytest.raises(Refused):
        await house.courier.deliver(message(ana, "x", edits=999))


@pytest.mark.parametrize("way", ["blocked", "deactivated", "unknown", "never met"])
async def test_who_can_not_be_reached(house: House, ana: int, way: str) -> None:
    if way == "blocked":
        await house.telegram.block(ana)
    elif way == "deactivated":
        await house.telegram.deactivate(ana)
    elif way == "unknown":
        ana = 404
    else:
        ana = house.telegram.add_person("Ben").id
    for what in (message(ana), message(ana, edits=1)):
        with pytest.raises(Unreachable):
            await house.courier.deliver(what)


@pytest.mark.parametrize(
    "bad",
    [
        message(1, "  "),
        message(1, buttons=((button("", "yes"),),)),
        message(1, buttons=((Button("neither"),),)),
        message(1, buttons=((button("Too long", "yes", "x" * 64),),)),
        message(1, buttons=((button("Not ours", "Yes"),),)),
    ],
)
async def test_what_telegram_will_never_take(house: House, ana: int, bad: Message) -> None:
    with pytest.raises(Refused):
        await house.courier.deliver(message(ana, bad.text, buttons=bad.buttons))


@pytest.mark.parametrize(
    ("fault", "sent", "edited"),
    [
        (TooMany(7), SurelyNotSent, SurelyNotSent),
        (Broken(500), Uncertain, SurelyNotSent),
        (Broken(502, taken=True), Uncertain, SurelyNotSent),
        (Reset(), Uncertain, SurelyNotSent),
        (Reset(taken=True), Uncertain, SurelyNotSent),
        (Silence(taken=True), Uncertain, SurelyNotSent),
    ],
)
async def test_trouble_on_the_way(
    house: House,
    ana: int,
    fault: CallFault,
    sent: type[NotDelivered],
    edited: type[NotDelivered],
) -> None:
    asked = await house.ask(ana, button("Yes", "yes"))
    house.telegram.faults.plan(fault, "sendMessage")
    house.telegram.faults.plan(fault, "editMessageText")
    house.telegram.faults.plan(fault, "editMessageReplyMarkup")
    for what, kind in (
        (message(ana), sent),
        (message(ana, "changed", edits=asked, buttons=((button("No", "no"),),)), edited),
        (message(ana, "", edits=asked), edited),
    ):
        with pytest.raises(kind) as told:
            await house.courier.deliver(what)
        assert (told.value.__cause__, told.value.__context__) == (None, None)
        if isinstance(fault, TooMany) and isinstance(told.value, SurelyNotSent):
            assert told.value.again_after == timedelta(seconds=7)
    # What may have arrived is simply done again, and once more changes nothing.
    for _ in range(2):
        again = await house.courier.deliver(message(ana, "changed", edits=asked))
        assert again.telegram_id == asked


async def test_nobody_listens() -> None:
    async with Transport() as road:
        courier = BotCourier(Bot(TOKEN, base_url="http://127.0.0.1:1/bot", request=road), OURS)
        with pytest.raises(SurelyNotSent) as told:
            await courier.deliver(message(1))
    assert told.value.again_after is None


async def test_a_token_that_is_not_taken_waits_to_be_mended(house: House, ana: int) -> None:
    base = house.app.bot.base_url.removesuffix(TOKEN)
    async with Transport() as road:
        courier = BotCourier(Bot("1:wrong", base_url=base, request=road), OURS)
        with pytest.raises(SurelyNotSent):
            await courier.deliver(message(ana))


@pytest.mark.parametrize("quiet", [True, False])
async def test_quiet_messages_are_sent_without_a_sound(quiet: bool) -> None:
    asked: list[Mapping[str, object]] = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(await request.post())
        return web.json_response({"ok": False, "error_code": 400}, status=400)

    async with api(answer) as origin, bot_at(origin) as bot:
        with pytest.raises(Refused):
            await BotCourier(bot, OURS).deliver(message(1, quiet=quiet))
    (form,) = asked
    assert form["disable_notification"] == str(quiet).lower()
    assert "parse_mode" not in form
