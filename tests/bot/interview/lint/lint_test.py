"""The lint over whole check-ins: what stands together, and our own library, which passes."""

import pytest

from bot.interview.library import library
from bot.interview.lint import Finding, lint, lint_words
from bot.interview.lint.certain import certain
from bot.interview.lint.shape import WEEKLY
from bot.interview.parse import parse
from bot.interview.phrases import Phrases, packaged
from bot.interview.phrases import parse as phrases_of
from bot.interview.script import Script
from bot.interview.steps import Say

WORDS = packaged()
HEAD = 'format = 1\ntitle = "A test"\nabout = "Of the lint"\n'
ASK = '[steps.{0}]\nskill = "open question"\nask = "{1}"\nopen = true\n'
TAP = (
    '[steps.{0}]\nskill = "closed question"\nask = "{1}"\nchoices = {{ yes = "Yes", no = "No" }}\n'
)
SAY = '[steps.{0}]\nskill = "{1}"\nsay = {2}\n'
END = '[steps.over]\nskill = "structure"\nsay = "Thank you."\nnext = "end"\n'


def script(*steps: str, name: str = "test", head: str = "") -> Script:
    return parse(name, {"en": HEAD + head + "".join(steps) + END}, WORDS)


def found(made: Script, rule: str) -> list[Finding]:
    return [finding for finding in lint(made, WORDS) if finding.rule == rule]


@pytest.mark.parametrize("name", sorted(library()))
def test_our_own_check_ins_pass(name: str) -> None:
    assert lint(library()[name], WORDS) == ()


def test_our_own_shared_words_pass() -> None:
    assert lint_words(WORDS) == ()


def test_what_is_asked_for_weekly_is_there() -> None:
    assert WEEKLY.keys() <= library().keys()


def test_six_questions_on_one_way_are_too_many() -> None:
    five = [ASK.format(f"q{n}", "What then?") for n in range(5)]
    assert found(script(*five), "1") == []
    assert found(script(*five, ASK.format("q5", "What then?")), "1")


def test_questions_on_ways_that_part_do_not_add_up() -> None:
    steps = [
        TAP.format("a", "This way?") + 'next = { yes = "b", no = "d" }\n',
        *(ASK.format(step, "And?") for step in "bc"),
        ASK.format("e", "And?").replace("open = true", 'open = true\nnext = "over"'),
        *(ASK.format(step, "And?") for step in "dfg"),
    ]
    assert found(script(*steps), "1") == []


def test_a_question_that_can_come_for_ever_is_too_many() -> None:
    again = TAP.format("a", "Again?") + 'next = { yes = "a", no = "over" }\n'
    assert any("questions" in finding.says for finding in found(script(again), "1"))


def test_a_message_holds_thirty_five_words_of_ours_and_no_more() -> None:
    says = SAY.format("s", "structure", f'"{"word " * 20}."')
    assert found(script(says, ASK.format("q", f"{'word ' * 15}?")), "1") == []
    assert found(script(says, ASK.format("q", f"{'word ' * 16}?")), "1")


def test_what_the_client_said_is_not_counted_as_ours() -> None:
    asks = ASK.format("q", "What then?")
    says = SAY.format("s", "structure", f'"“{{q}}” {"word " * 33}“{"word " * 30}”."')
    assert found(script(asks, says), "1") == []


def test_the_longest_variant_counts() -> None:
    says = SAY.format("s", "structure", f'["Short.", "{"word " * 36}."]')
    assert found(script(says, ASK.format("q", "What?")), "1")


def test_one_question_in_a_message() -> None:
    assert found(script(ASK.format("q", "What? And why?")), "1")
    says = SAY.format("s", "structure", '"Is it so?"')
    [asked, nobody] = found(script(says, ASK.format("q", "What?")), "1")
    assert {asked.says, nobody.says} == {"2 questions in a message", "a question nobody can answer"}


def test_a_step_that_is_skipped_when_nothing_is_mirrored_is_counted_without_it() -> None:
    quoting = ASK.format("q", "What?") + 'quote = "goal"\notherwise = "r"\n'
    other = ASK.format("r", f"{'word ' * 36}?")
    assert [finding.step for finding in found(script(quoting, other), "1")] == ["r"]


def test_a_pause_parts_two_messages() -> None:
    long_says = [SAY.format(step, "structure", f'"{"word " * 30}."') for step in "ab"]
    together = script(*long_says, ASK.format("q", "What?"))
    parted = script(long_says[0], '[steps.w]\npause = "5m"\n', long_says[1], ASK.format("q", "?"))
    assert found(together, "1")
    assert found(parted, "1") == []


def test_consent_may_be_longer_and_ask_more() -> None:
    steps = [TAP.format(f"q{n}", f"{'word ' * 40}? And?") for n in range(7)]
    assert lint(script(*steps, head="exempt = true\n"), packaged_english()) == ()


def test_a_weekly_check_in_begins_with_one_tap() -> None:
    assert found(script(ASK.format("q", "What?"), name="week-review"), "1")
    assert found(script(ASK.format("q", "What?")), "1") == []
    assert (
        found(script(TAP.format("q", "Is it?"), ASK.format("r", "What?"), name="importance"), "1")
        == []
    )
    quoting = TAP.format("q", "Is it?") + 'quote = "goal"\notherwise = "r"\n'
    assert [
        f.step for f in found(script(quoting, ASK.format("r", "What?"), name="confidence"), "1")
    ] == ["r"]


def test_what_is_said_and_forked_on_the_way_to_the_first_question_is_no_beginning() -> None:
    fork = '[steps.f]\nfork = "profile.thing"\nnext = { set = "s", unset = "q" }\n'
    says = SAY.format("s", "structure", '"Hello."')
    tap, ask = TAP.format("q", "Is it?"), ASK.format("r", "What?")
    assert found(script(fork, says, tap, ask, name="importance"), "1") == []
    listens = found(script(fork, says, ask, tap, name="importance"), "1")
    assert [finding.step for finding in listens] == ["r"]


@pytest.mark.parametrize(("name", "needed"), [("goal-mirror", 9), ("importance", 5), ("test", 0)])
def test_authored_lines_have_variants_for_the_time_they_rest(name: str, needed: int) -> None:
    tap = TAP.format("q", "Is it?") + 'next = { yes = "s", no = "over", skip = "over" }\n'
    for variants in range(1, needed + 1):
        says = SAY.format("s", "simple reflection", [f"So {n}." for n in range(variants)])
        assert bool(found(script(tap, says, name=name), "10")) is (variants < needed)
    says = SAY.format("s", "structure", '"So."')
    assert found(script(tap, says, name=name), "10") == []


def test_a_reflection_holds_something_certain() -> None:
    tap = TAP.format("q", "Is it?")
    nothing = SAY.format("s", "simple reflection", '"That is a lot."')
    assert found(script(tap, nothing), "ladder")
    behind = tap + 'next = { yes = "s", no = "over", skip = "over" }\n'
    assert found(script(behind, nothing), "ladder") == []
    both = tap + 'next = { yes = "s", no = "s", skip = "over" }\n'
    assert found(script(both, nothing), "ladder")


def test_a_complex_reflection_holds_two_certain_things() -> None:
    asks = ASK.format("q", "What?") + ASK.format("r", "What?")
    for text, fine in (("“{q}”, and “{r}”.", True), ("“{q}”.", False), ("“{q}”, “{q}”.", False)):
        says = SAY.format("s", "complex reflection", f'["{text}", "“{{q}}” and “{{r}}”."]')
        assert bool(found(script(asks, says), "ladder")) is not fine


def test_a_quotation_with_its_date_is_certain() -> None:
    says = (
        SAY.format("s", "complex reflection", '"“{q}”."') + 'quote = "goal"\notherwise = "over"\n'
    )
    made = script(ASK.format("q", "What?"), says)
    step = made.steps["s"]
    assert isinstance(step, Say)
    assert certain(made, step) == 2


def test_the_clients_words_stand_in_quotation_marks() -> None:
    asks = ASK.format("q", "What?")
    for text in ("{q}.", "So {q} it is.", "“It was {q}”.", '\\"{q}\\".'):
        assert found(script(asks, SAY.format("s", "structure", f'"{text}"')), "4")
    assert found(script(asks, SAY.format("s", "structure", '"“{q}”."')), "4") == []
    heard = script(SAY.format("s", "structure", '"{words}."'), head='given = ["words"]\n')
    assert found(heard, "4")


def test_every_language_there_is_has_every_check_in() -> None:
    [missing] = found(script(ASK.format("q", "What?")), "languages")
    assert (missing.locale, missing.step) == ("es", "")


def test_titles_and_buttons_are_looked_at_too() -> None:
    made = script(TAP.format("q", "Is it?").replace('"Yes"', '"You should"'))
    [finding] = found(made, "3")
    assert str(finding) == "test.q (en), rule 3: a directive: You should"
    assert found(titled("Great job"), "9")


def titled(title: str) -> Script:
    head = HEAD.replace("A test", title)
    return parse("test", {"en": head + ASK.format("q", "What?") + END}, WORDS)


def packaged_english() -> Phrases:
    return phrases_of({"en": 'name = "English"\n'})


def test_the_shared_words_are_looked_at_and_what_is_only_heard_is_not() -> None:
    words = phrases_of({"en": '[menu]\nx = "You should."\n[thin]\nx = "You should."\n'})
    assert [(f.script, f.step, f.rule) for f in lint_words(words)] == [("words", "menu.x", "3")]


def test_findings_come_in_the_order_of_the_steps() -> None:
    made = script(TAP.format("zoe", "You should, right?"), ASK.format("anna", "You must, yes? No?"))
    steps = [finding.step for finding in lint(made, WORDS)]
    assert steps == ["", *sorted(steps[1:], key=["zoe", "anna"].index)]
