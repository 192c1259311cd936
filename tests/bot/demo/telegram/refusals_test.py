"""What Telegram refuses, and in which words."""

from typing import Any

import pytest
from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken

from bot.demo.telegram import Person, Serving, Telegram
from tests.bot.demo.telegram.conftest import Api, Clock

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)

STRANGER = 4_000_000_000
BUTTON = {"text": "Go", "callback_data": "go"}


def keyboard(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"inline_keyboard": [list(buttons)]}


MESSAGES: list[tuple[dict[str, Any], str]] = [
    ({"text": ""}, "message text is empty"),
    ({"text": " \n "}, "text must be non-empty"),
    ({"text": "x" * 4097}, "message is too long"),
    ({"text": "\N{SEEDLING}" * 2049}, "message is too long"),
    ({"text": "\ud800"}, "strings must be encoded in UTF-8"),
    ({"text": "x", "chat_id": ""}, "chat_id is empty"),
    ({"text": "x", "chat_id": STRANGER}, "chat not found"),
    ({"text": "x", "chat_id": "@nobody"}, "chat not found"),
    ({"text": "x", "parse_mode": "BBCode"}, "unsupported parse_mode"),
    ({"text": "x", "txet": "y"}, 'unknown field "txet"'),
    ({"text": ["x"]}, 'field "text" must be of type String'),
    (
        {"text": "x", "protect_content": "perhaps"},
        'field "protect_content" must be of type Boolean',
    ),
    ({"text": "x", "reply_parameters": {"message_id": 999}}, "message to be replied not found"),
    ({"text": "x", "reply_parameters": {"quote": "y"}}, 'can\'t find field "message_id"'),
    ({"text": "x", "link_preview_options": {"url": "not-a-url"}}, "WEBPAGE_URL_INVALID"),
    (
        {"text": "x", "link_preview_options": {"is_disabled": "yes"}},
        'field "is_disabled" must be of type Boolean',
    ),
    ({"text": "x", "reply_markup": []}, "object expected as reply markup"),
    ({"text": "x", "reply_markup": "{"}, "can't parse reply_markup JSON object"),
    ({"text": "x", "reply_markup": {"rows": []}}, "object expected as reply markup"),
    (
        {"text": "x", "reply_markup": {"inline_keyboard": "bad"}},
        'field "inline_keyboard" must be of type Array',
    ),
    (
        {"text": "x", "reply_markup": {"inline_keyboard": ["bad"]}},
        'field "inline_keyboard" must be an Array of Arrays',
    ),
    (
        {"text": "x", "reply_markup": keyboard({"text": "a", "callback_data": "é" * 33})},
        "BUTTON_DATA_INVALID",
    ),
    (
        {"text": "x", "reply_markup": keyboard({"text": "a", "callback_data": ""})},
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    (
        {"text": "x", "reply_markup": keyboard({"callback_data": "a"})},
        "can't parse inline keyboard button: Can't find field \"text\"",
    ),
    (
        {"text": "x", "reply_markup": keyboard({"text": "", "callback_data": "a"})},
        "inline keyboard button text must be non-empty",
    ),
    (
        {"text": "x", "reply_markup": keyboard({"text": "a", "copy_text": {"text": ""}})},
        "BUTTON_COPY_TEXT_INVALID",
    ),
    (
        {"text": "x", "reply_markup": keyboard({"text": "a", "copy_text": "988"})},
        "can't parse inline keyboard button: Object expected as copy text",
    ),
    (
        {"text": "x", "reply_markup": keyboard({"text": "a", "url": "ftp://example.com"})},
        "inline keyboard button URL 'ftp://example.com' is invalid: Unsupported URL protocol",
    ),
    (
        {"text": "x", "reply_markup": keyboard({"text": "a", "url": "not-a-url"})},
        "inline keyboard button URL 'not-a-url' is invalid: Wrong HTTP URL",
    ),
    ({"text": "x", "reply_markup": keyboard(*[BUTTON] * 9)}, "REPLY_MARKUP_TOO_LONG"),
    ({"text": "x", "reply_markup": {"inline_keyboard": [[BUTTON]] * 101}}, "REPLY_MARKUP_TOO_LONG"),
    (
        {"text": "x", "reply_markup": {"keyboard": [["a"]], "selective": "yes"}},
        'field "selective" must be of type Boolean',
    ),
    (
        {"text": "x", "reply_markup": {"force_reply": "yes"}},
        'field "force_reply" must be of type Boolean',
    ),
    ({"text": "x", "reply_markup": {"keyboard": []}}, "reply keyboard must be non-empty"),
    ({"text": "x", "reply_markup": {"keyboard": [[""]]}}, "keyboard button text must be non-empty"),
    (
        {"text": "hello", "entities": [{"type": "bold", "offset": 100, "length": 1}]},
        "entity begins after the end of the text at UTF-16 offset 100",
    ),
    (
        {"text": "hello", "entities": [{"type": "bold", "offset": 0, "length": 100}]},
        "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 100",
    ),
    (
        {"text": "hello", "entities": [{"type": "bold", "offset": -1, "length": 1}]},
        "receive an entity with incorrect offset -1",
    ),
    (
        {"text": "hello", "entities": [{"type": "bold", "offset": 0, "length": -1}]},
        "receive an entity with incorrect length -1",
    ),
    (
        {"text": "hello", "entities": [{"type": "bold", "offset": "0", "length": 1}]},
        'can\'t parse MessageEntity: Field "offset" must be of type Number',
    ),
    ({"text": "hello", "entities": ["bold"]}, "can't parse MessageEntity: expected an Object"),
    ({"text": "hello", "entities": {"type": "bold"}}, "can't parse entities JSON object"),
    (
        {"text": "x", "entities": [{"type": "text_link", "offset": 0, "length": 1, "url": ""}]},
        "entity URL '' is invalid: URL host is empty",
    ),
    ({"text": "x", "reply_parameters": [1]}, "object expected as reply parameters"),
    (
        {"text": "x", "reply_parameters": {"message_id": "1"}},
        'field "message_id" must be of type Number',
    ),
    ({"text": "x", "link_preview_options": [1]}, "object expected as link preview options"),
    (
        {"text": "x", "reply_markup": keyboard({"text": "a", "pay": True})},
        'can\'t parse inline keyboard button: unknown field "pay"',
    ),
    (
        {"text": "x", "reply_markup": keyboard({"text": "a", "callback_data": 7})},
        'can\'t parse inline keyboard button: Field "callback_data" must be of type String',
    ),
    (
        {"text": "x", "reply_markup": keyboard({"text": 7, "callback_data": "a"})},
        'can\'t parse inline keyboard button: Field "text" must be of type String',
    ),
    (
        {"text": "x", "reply_markup": {"inline_keyboard": [["Yes"]]}},
        "can't parse inline keyboard button: InlineKeyboardButton must be an Object",
    ),
    ({"text": "x", "reply_markup": {"keyboard": [["a"] * 301]}}, "REPLY_MARKUP_TOO_LONG"),
    (
        {"text": "x", "reply_markup": {"force_reply": True, "input_field_placeholder": 7}},
        'field "input_field_placeholder" must be of type String',
    ),
    (
        {"text": "x", "reply_markup": {"force_reply": True, "input_field_placeholder": "x" * 65}},
        "input field placeholder must be 1-64 characters long",
    ),
    (
        {"text": "hello", "entities": [{"type": "loud", "offset": 0, "length": 1}]},
        "can't parse MessageEntity: Unsupported type specified",
    ),
    (
        {"text": "link", "entities": [{"type": "text_link", "offset": 0, "length": 4}]},
        "can't parse MessageEntity: Can't find field \"url\"",
    ),
]


@pytest.mark.parametrize(("fields", "why"), MESSAGES)
async def test_messages_that_are_refused(
    api: Api, tg: Telegram, ana: Person, fields: dict[str, Any], why: str
) -> None:
    before = len(tg.chat(ana.id))
    refused = await api("sendMessage", **({"chat_id": ana.id} | fields))
    assert refused == {"ok": False, "error_code": 400, "description": f"Bad Request: {why}"}
    assert len(tg.chat(ana.id)) == before


async def test_the_limits_themselves_are_granted(api: Api, ana: Person) -> None:
    for fields in (
        {"text": "x" * 4096},
        {"text": f" {'x' * 4096}\n"},
        {"text": f"<b>{'x' * 4096}</b>", "parse_mode": "HTML"},
        {"text": "x", "reply_markup": keyboard(*[BUTTON | {"callback_data": "x" * 64}] * 8)},
        {"text": "x", "reply_markup": {"inline_keyboard": [[BUTTON]] * 100}},
        {"text": "x", "entities": [{"type": "hashtag", "offset": 0, "length": 1}]},
    ):
        assert (await api("sendMessage", chat_id=ana.id, **fields))["ok"]


async def test_unknown_fields_pass_where_nobody_is_strict(
    api: Api, tg: Telegram, ana: Person
) -> None:
    tg.strict = False
    assert (await api("sendMessage", chat_id=ana.id, text="x", txet="y"))["ok"]


OTHERS: list[tuple[str, dict[str, Any], str]] = [
    ("editMessageText", {"text": "x"}, "message identifier is not specified"),
    ("editMessageText", {"text": "x", "message_id": 999}, "message to edit not found"),
    ("editMessageText", {"text": "x", "message_id": 1}, "message can't be edited"),
    ("editMessageText", {"text": "x" * 4097, "message_id": 2}, "MESSAGE_TOO_LONG"),
    (
        "editMessageText",
        {"text": "a", "message_id": 2},
        NOT_MODIFIED,
    ),
    (
        "editMessageText",
        {"text": "x", "message_id": 2, "reply_markup": {"force_reply": True}},
        "inline keyboard expected",
    ),
    (
        "editMessageCaption",
        {"caption": "x", "message_id": 2},
        "there is no caption in the message to edit",
    ),
    (
        "editMessageText",
        {"text": "x", "message_id": "two"},
        'field "message_id" must be a valid Number',
    ),
    ("deleteMessage", {"message_id": 999}, "message to delete not found"),
    ("deleteMessages", {"message_ids": []}, "message identifiers are not specified"),
    ("deleteMessages", {"message_ids": ["a"]}, "can't parse message identifiers"),
    ("deleteMessages", {"message_ids": [1] * 101}, "too many message identifiers specified"),
    ("sendChatAction", {"action": "thinking"}, "wrong parameter action in request"),
    ("sendPhoto", {}, "there is no photo in the request"),
    ("sendPhoto", {"photo": "nothing"}, "wrong file identifier/HTTP URL specified"),
    (
        "setChatMenuButton",
        {"menu_button": {"type": "web_app"}},
        "can't parse menu button: Unsupported type specified",
    ),
]


@pytest.mark.parametrize(("method", "fields", "why"), OTHERS)
async def test_other_refusals(
    api: Api, ana: Person, method: str, fields: dict[str, Any], why: str
) -> None:
    await api("sendMessage", chat_id=ana.id, text="a")
    refused = await api(method, chat_id=ana.id, **fields)
    assert refused["description"] == f"Bad Request: {why}"


UNADDRESSED: list[tuple[str, dict[str, Any], str]] = [
    ("setMyCommands", {"commands": "help"}, "can't parse commands JSON object"),
    ("setMyCommands", {"commands": {"a": 1}}, "can't parse commands JSON object"),
    ("setMyCommands", {"commands": ["help"]}, "can't parse BotCommand: expected an Object"),
    (
        "setMyCommands",
        {"commands": [], "scope": {"chat_id": 1}},
        "can't parse BotCommandScope: Can't find field \"type\"",
    ),
    ("getFile", {}, "invalid file_id"),
    ("getUpdates", {"limit": True}, 'field "limit" must be of type Number'),
    ("getFile", {"file_id": "nothing"}, "invalid file_id"),
    (
        "setMyCommands",
        {"commands": [{"command": "Upper", "description": "x"}]},
        "BOT_COMMAND_INVALID",
    ),
    (
        "setMyCommands",
        {"commands": [{"command": "x", "description": ""}]},
        "BOT_COMMAND_DESCRIPTION_INVALID",
    ),
    (
        "setMyCommands",
        {"commands": [{"command": "x"}]},
        "can't parse BotCommand: Can't find field \"description\"",
    ),
    ("setMyCommands", {"commands": [{}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
    (
        "setMyCommands",
        {"commands": [], "language_code": "english"},
        "invalid language code specified",
    ),
    (
        "setMyCommands",
        {"commands": [], "scope": {"type": "moon"}},
        "can't parse BotCommandScope: Unsupported type specified",
    ),
    ("setMyCommands", {"commands": [], "scope": {"type": "chat", "chat_id": 5}}, "chat not found"),
    ("setMyDescription", {"description": "x" * 513}, "description is too long"),
    ("setMyShortDescription", {"short_description": "x" * 121}, "short description is too long"),
    (
        "answerCallbackQuery",
        {"callback_query_id": "5"},
        "query is too old and response timeout expired or query ID is invalid",
    ),
    ("answerCallbackQuery", {"callback_query_id": "5", "text": "x" * 201}, "MESSAGE_TOO_LONG"),
    (
        "setWebhook",
        {"url": "http://example.org/hook"},
        "bad webhook: An HTTPS URL must be provided for webhook",
    ),
    ("setWebhook", {"url": "nowhere"}, "bad webhook: invalid webhook URL specified"),
    (
        "setWebhook",
        {"url": "https://x.org", "secret_token": "ñ"},
        "secret token contains unallowed characters",
    ),
    ("getUpdates", {"allowed_updates": "message"}, "can't parse allowed_updates JSON object"),
]


@pytest.mark.parametrize(("method", "fields", "why"), UNADDRESSED)
async def test_refusals_without_a_chat(
    api: Api, method: str, fields: dict[str, Any], why: str
) -> None:
    assert (await api(method, **fields))["description"] == f"Bad Request: {why}"


@pytest.mark.parametrize("method", ["sendDice", "sendmessages", "logOut", ""])
async def test_what_it_does_not_know_it_refuses(api: Api, method: str) -> None:
    assert await api(method) == {"ok": False, "error_code": 404, "description": "Not Found"}


async def test_method_names_have_no_case(api: Api) -> None:
    assert (await api("GETME"))["ok"]


async def test_tokens(api: Api, server: Serving) -> None:
    api.token = "123456:another"
    assert (await api("getMe"))["description"] == "Unauthorized"
    api.token = "nonsense"
    assert (await api("getMe"))["error_code"] == 404
    with pytest.raises(InvalidToken):
        async with Bot("123456:another", base_url=f"{server.base_url}/bot"):
            pass


async def test_who_blocked_the_bot_gets_nothing(bot: Bot, tg: Telegram, ana: Person) -> None:
    sent = await bot.send_message(ana.id, "before")
    await tg.block(ana.id)
    for attempt in (bot.send_message(ana.id, "x"), bot.get_chat(ana.id), sent.edit_text("y")):
        with pytest.raises(Forbidden, match="bot was blocked by the user"):
            await attempt
    await tg.unblock(ana.id)
    assert (await bot.send_message(ana.id, "after")).text == "after"


async def test_who_left_telegram_gets_nothing(bot: Bot, tg: Telegram, ana: Person) -> None:
    await tg.deactivate(ana.id)
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(ana.id, "x")


async def test_who_never_pressed_start_cannot_be_written_to(bot: Bot, tg: Telegram) -> None:
    shy = tg.add_person("Shy")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(shy.id, "x")
    tg.add_group("Family", [shy.id])
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(shy.id, "x")


async def test_old_messages_stay(bot: Bot, ana: Person, clock: Clock) -> None:
    sent = await bot.send_message(ana.id, "x")
    clock.move(hours=48, seconds=1)
    with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
        await sent.delete()


async def test_files_of_the_wrong_sort(bot: Bot, ana: Person) -> None:
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(ana.id, b"words")
    long_and_thin = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (2100).to_bytes(4, "big") + b"\0\0\0\x64"
    too_big = long_and_thin[:16] + (9999).to_bytes(4, "big") + b"\0\0\x10\0"
    for picture in (long_and_thin, too_big):
        with pytest.raises(BadRequest, match="Photo_invalid_dimensions"):
            await bot.send_photo(ana.id, picture)
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(ana.id, b"\xff\xd8\xff\xe0\0\x04ab")
    with pytest.raises(BadRequest, match="is too big for a photo"):
        await bot.send_photo(ana.id, bytes(10 * 1024 * 1024 + 1))
    with pytest.raises(BadRequest, match="File must be non-empty"):
        await bot.send_document(ana.id, b"", filename="empty.txt")
    sent = await bot.send_document(ana.id, b"words", caption="x")
    assert sent.document is not None
    with pytest.raises(BadRequest, match="Can't use file of type document as photo"):
        await bot.send_photo(ana.id, sent.document.file_id)
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.send_document(ana.id, b"words", caption="x" * 1025)
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await sent.edit_text("x")
