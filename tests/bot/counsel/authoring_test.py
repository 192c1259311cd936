"""Whatever is asked, the file that comes of it can be read, and says what was written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.counsel.authoring import LABEL, QUESTION, TITLE, Asked, How, Written, clean, files
from bot.counsel.written.looked import look_at
from bot.interview.hearing import plain
from bot.interview.library import library
from bot.interview.parse import parse
from bot.interview.phrases import packaged


def texts(longest: int) -> st.SearchStrategy[str]:
    """Give what somebody may have typed, as far as it is taken."""
    typed = st.text(st.characters(codec=None), min_size=1, max_size=longest)
    return typed.map(lambda text: clean(text, longest)).filter(bool)


@st.composite
def written(draw: st.DrawFn) -> Written:
    locales = draw(st.sampled_from([("en",), ("es",), ("en", "es"), ("es", "en")]))

    def tongues(longest: int) -> dict[str, str]:
        return {locale: draw(texts(longest)) for locale in locales}

    questions = []
    for how in draw(st.lists(st.sampled_from(How), min_size=1, max_size=5)):
        many = draw(st.integers(2, 8)) if how is How.CHOICES else 0
        labels = st.lists(texts(LABEL), min_size=many, max_size=many, unique_by=plain)
        columns = [draw(labels) for _ in locales]
        choices = tuple(dict(zip(locales, row, strict=True)) for row in zip(*columns, strict=True))
        questions.append(Asked(how, tongues(QUESTION), choices))
    return Written(tongues(TITLE), tuple(questions))


@given(written())
def test_any_questions_give_a_file_that_parses_and_says_them(made: Written) -> None:
    script = parse("own-00000000", files(made, packaged()))
    for locale, title in made.titles.items():
        words = script.words.get(locale, script.words["en"])
        assert words["title"] == title
        for n, asked in enumerate(made.questions, 1):
            assert words[f"q{n}.ask"] == asked.texts[locale]
            labels = [words[f"q{n}.choice.c{k}"] for k in range(1, len(asked.choices) + 1)]
            assert labels == [one[locale] for one in asked.choices]


@given(st.text(st.characters(codec=None)), st.integers(1, 300))
def test_what_is_taken_is_one_line_without_slots(text: str, longest: int) -> None:
    said = clean(text, longest)
    assert len(said) <= longest
    assert said == clean(said, longest)
    assert not set("{}\n\r\t\x00") & set(said)
    said.encode()


def test_what_is_plain_is_good_in_both_languages() -> None:
    how_was_it = Asked(How.SCALE, {"en": "How was yesterday?", "es": "¿Cómo fue ayer?"})
    what_helped = Asked(How.WORDS, {"en": "What helped?", "es": "¿Qué ayudó?"})
    made = Written({"en": "Days", "es": "Días"}, (how_was_it, what_helped))
    found = look_at(files(made, packaged()), packaged(), library())
    assert found.good
    assert found.findings == ()
    assert found.counted is not None
    assert found.counted.languages == ("en", "es")
    assert (found.counted.reflections_to_questions.median or 0) >= 0.8
