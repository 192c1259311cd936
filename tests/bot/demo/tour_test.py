from collections.abc import Sequence
from io import StringIO

from rich.console import Console

from bot.demo.journey import GOAL, Advance, Cue, Follow, Scene, Tap, Write
from bot.demo.tour import tour
from tests.bot.demo.conftest import COUNSELOR_CODE, Lived
from tests.bot.demo.small_bot import GREETING, INVITATION

SMALL_JOURNEY = (
    Scene(
        "Arriving",
        Write("/start"),
        "what would you like",
        (Cue("i'm stillwater", Tap("fine with me")),),
    ),
    Scene("A goal", Write(GOAL), "kept", (Cue("how important", Tap("^7$")),)),
    Scene("Later", Advance(), "time for your check-in"),
    Scene("The goal comes back", Tap("Begin"), f"you wrote: “{GOAL}”"),
    Scene("The mirror", Write("/mirror"), GOAL),
)


async def play(
    lived: Lived, journey: Sequence[Scene], patience: float = 5, width: int = 80
) -> tuple[int, str]:
    out = StringIO()
    stage = lived.stage
    console = Console(file=out, width=width, soft_wrap=True)
    code = await tour(
        stage.tg,
        stage.clock,
        stage.moved,
        stage.next_prompt,
        console,
        counselor_link=stage.counselor_link,
        journey=journey,
        patience=patience,
    )
    return code, out.getvalue()


async def test_plays_the_journey_to_its_end(lived: Lived) -> None:
    code, printed = await play(lived, SMALL_JOURNEY)
    assert code == 0
    for line in (
        "[ That's fine with me ]",
        "taps [ 7 ]",
        "(Kept.)",
        "the clock moves on by 1 d 0 h",
        "you wrote: “up for breakfast",
        "[ Check in ] [ My words ]",
        "That was the whole journey.",
    ):
        assert line in printed


async def test_draws_within_a_narrow_terminal(lived: Lived) -> None:
    _, printed = await play(lived, SMALL_JOURNEY, width=44)
    assert max(len(line) for line in printed.splitlines()) <= 44


async def test_draws_every_word_of_a_long_message(lived: Lived) -> None:
    _, printed = await play(lived, SMALL_JOURNEY[:1], width=44)
    drawn = " ".join(printed.replace("│", " ").split())
    assert GREETING in drawn


async def test_plays_several_people_each_in_a_chat_of_their_own(lived: Lived) -> None:
    journey = [
        Scene("The counselor", Follow(), "i'm stillwater", who="Dana"),
        Scene("A link", Write("/invite"), "start=", who="Dana"),
        Scene("The client", Follow("Dana"), "i'm stillwater"),
    ]
    code, printed = await play(lived, journey)
    assert code == 0
    assert f"?start={COUNSELOR_CODE}" in printed
    assert f"opens {INVITATION}" in printed
    names = {who.id: who.first_name for who in lived.stage.tg.people()}
    said = {
        names[id_]: [seen.text for seen in lived.stage.tg.chat(id_) if not seen.from_bot]
        for id_ in names
    }
    assert said["Dana"] == [f"/start {COUNSELOR_CODE}", "/invite"]
    assert said["Robin"] == [f"/start {INVITATION.partition('=')[2]}"]


async def test_says_when_there_is_no_link_to_open(lived: Lived) -> None:
    code, printed = await play(lived, [Scene("The client", Follow("Robin"), "hello")])
    assert code == 1
    assert "there is no link to open" in printed


async def test_takes_a_button_by_its_place_when_no_label_fits(lived: Lived) -> None:
    scene = Scene("Two", Tap("no such label", -2), "what would you like")
    started = Scene("One", Write("/start"), "i'm stillwater")
    code, printed = await play(lived, [started, scene], patience=0.3)
    assert code == 1  # the last but one of the pressable is "Tell me more", which only answers
    assert "taps [ Tell me more ]" in printed


async def test_says_what_it_waited_for(lived: Lived) -> None:
    scene = Scene("Arriving", Write("/start"), "a choir", (Cue("a harp", Write("thank you")),))
    code, printed = await play(lived, [scene], patience=0.3)
    assert code == 1
    assert "waited for a message like: a choir | a harp" in printed


async def test_says_which_button_is_missing(lived: Lived) -> None:
    code, printed = await play(lived, [Scene("Arriving", Tap("Begin"), "hello")])
    assert code == 1
    assert "no button like “Begin”" in printed


async def test_says_when_nothing_is_planned(lived: Lived) -> None:
    code, printed = await play(lived, [Scene("Later", Advance(), "hello")], patience=0.3)
    assert code == 1
    assert "no prompt was planned" in printed


async def test_passes_over_a_prompt_for_somebody_else(lived: Lived) -> None:
    tg = lived.stage.tg
    ana = tg.people()[0].id
    await tg.say(ana, "/start")
    await tg.wait_for(ana, lambda seen: bool(seen.buttons))
    await tg.say(ana, "sleep")
    scale = await tg.wait_for(ana, lambda seen: "“sleep”" in seen.text)
    await tg.press(ana, scale.id, "5")
    await tg.wait_for(ana, lambda seen: "A 5" in seen.text)
    code, printed = await play(lived, [Scene("Later", Advance(), "hello")], patience=0.3)
    assert code == 1
    assert "the clock moves on" in printed
    assert "no prompt was planned" in printed
    assert any("time for your check-in" in seen.text for seen in tg.chat(ana))
