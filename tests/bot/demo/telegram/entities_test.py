"""parse_mode and the entities Telegram finds by itself."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.helpers import escape_markdown

from bot.demo.telegram.entities import Formatted, found, trimmed
from bot.demo.telegram.html_text import parse_html
from bot.demo.telegram.markdown_text import parse_markdown
from bot.demo.telegram.refusals import Refusal
from bot.demo.telegram.shapes import units

Spans = list[tuple[str, str]]


def spans(text: str, entities: list[dict[str, Any]]) -> Spans:
    """(type, the text it covers), cut out as clients do: by UTF-16 units."""
    raw = text.encode("utf-16-le")
    return [
        (e["type"], raw[e["offset"] * 2 : (e["offset"] + e["length"]) * 2].decode("utf-16-le"))
        for e in entities
    ]


HTML: list[tuple[str, str, Spans]] = [
    ("plain", "plain", []),
    ("<b>bold</b>", "bold", [("bold", "bold")]),
    (
        "\N{SEEDLING} <b>b <i>and i</i></b> <STRONG>s</STRONG>",
        "\N{SEEDLING} b and i s",
        [("bold", "b and i"), ("italic", "and i"), ("bold", "s")],
    ),
    (
        "<u>u</u><s>s</s><del>d</del>",
        "usd",
        [("underline", "u"), ("strikethrough", "s"), ("strikethrough", "d")],
    ),
    ("1 &lt; 2 &amp;&amp; 3 &gt; 2 &quot;&#39;&#x41;", "1 < 2 && 3 > 2 \"'A", []),
    ("&nbsp; & &#0; &#xD800;", "&nbsp; & &#0; &#xD800;", []),
    (
        "<tg-spoiler>x</tg-spoiler><span class='tg-spoiler'>y</span>",
        "xy",
        [("spoiler", "x"), ("spoiler", "y")],
    ),
    (
        "<blockquote>q</blockquote>\n<blockquote expandable>r</blockquote>",
        "q\nr",
        [("blockquote", "q"), ("expandable_blockquote", "r")],
    ),
    ("<b></b>x", "x", []),
    ("<a href=nowhere>x</a>", "x", []),
    ("<b >x</b >", "x", [("bold", "x")]),
    ("<code>a &lt; b</code>", "a < b", [("code", "a < b")]),
]


@pytest.mark.parametrize(("source", "text", "expected"), HTML)
def test_html(source: str, text: str, expected: Spans) -> None:
    parsed, entities = parse_html(source)
    assert (parsed, spans(parsed, entities)) == (text, expected)


def test_html_details() -> None:
    assert parse_html('<a href="https://Example.org">x</a>')[1][0]["url"] == "https://example.org/"
    assert (
        parse_html("<a>https://example.org/a?b&amp;c</a>")[1][0]["url"]
        == "https://example.org/a?b&c"
    )
    assert parse_html('<a href="tg://user?id=7">x</a>')[1][0]["url"] == "tg://user?id=7"
    assert parse_html('<tg-emoji emoji-id="12">x</tg-emoji>')[1][0]["custom_emoji_id"] == "12"
    nested = '<pre><code class="language-python">x = 1</code></pre>'
    assert parse_html(nested)[1] == [
        {"type": "pre", "offset": 0, "length": 5, "language": "python"}
    ]
    assert parse_html('<code class="language-python">x</code>')[1] == [
        {"type": "code", "offset": 0, "length": 1}
    ]


HTML_WRONG = [
    ("<b>unclosed", 'Can\'t find end tag corresponding to start tag "b"'),
    ("<script>x</script>", 'Unsupported start tag "script" at byte offset 0'),
    ("é <3", "Unclosed start tag at byte offset 3"),
    ("a < b > c", 'Unsupported start tag "" at byte offset 2'),
    ("<b><i>test</b></i>", 'Unmatched end tag at byte offset 10, expected "</i>", found "</b>"'),
    ("x</b>", "Unexpected end tag at byte offset 1"),
    ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ("<b", "Unclosed start tag at byte offset 0"),
    ("<a href='x", "Unclosed start tag at byte offset 0"),
    ("<a =x>y</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ("<tg-emoji emoji-id='x'>x</tg-emoji>", "Invalid custom emoji identifier specified"),
]


@pytest.mark.parametrize(("source", "why"), HTML_WRONG)
def test_html_that_is_wrong(source: str, why: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {why}"


MARKDOWN: list[tuple[str, str, Spans]] = [
    (
        "*bold* _italic_ __under__ ~strike~ ||hide||",
        "bold italic under strike hide",
        [
            ("bold", "bold"),
            ("italic", "italic"),
            ("underline", "under"),
            ("strikethrough", "strike"),
            ("spoiler", "hide"),
        ],
    ),
    ("*b _i_*", "b i", [("bold", "b i"), ("italic", "i")]),
    (r"1\. a\-b\!", "1. a-b!", []),
    ("`x * y`", "x * y", [("code", "x * y")]),
    ("```python\nx = 1```", "x = 1", [("pre", "x = 1")]),
    ("```x```", "x", [("pre", "x")]),
    ("[here](https://example.org/a\\)b)", "here", [("text_link", "here")]),
    ("[nowhere](x)", "nowhere", []),
    (">one\n>two\nrest", "one\ntwo\nrest", [("blockquote", "one\ntwo\n")]),
    ("\N{SEEDLING}*b*", "\N{SEEDLING}b", [("bold", "b")]),
]


@pytest.mark.parametrize(("source", "text", "expected"), MARKDOWN)
def test_markdown(source: str, text: str, expected: Spans) -> None:
    parsed, entities = parse_markdown(source)
    assert (parsed, spans(parsed, entities)) == (text, expected)


MARKDOWN_WRONG = [
    ("hello.", "Character '.' is reserved and must be escaped with the preceding '\\'"),
    ("a-b", "Character '-' is reserved and must be escaped with the preceding '\\'"),
    ("a > b", "Character '>' is reserved and must be escaped with the preceding '\\'"),
    ("a | b", "Character '|' is reserved and must be escaped with the preceding '\\'"),
    ("*unclosed", "Can't find end of Bold entity at byte offset 0"),
    ("é `unclosed", "Can't find end of Code entity at byte offset 3"),
    ("_a __b_", "Can't find end of Italic entity at byte offset 6"),
    ("[x](https://a.org", "Can't find end of a URL at byte offset 3"),
]


@pytest.mark.parametrize(("source", "why"), MARKDOWN_WRONG)
def test_markdown_that_is_wrong(source: str, why: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_markdown(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {why}"


TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)


@given(TEXTS)
def test_escaped_text_comes_out_as_it_went_in(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert parse_html(escaped) == (text, [])
    if "\n>" not in text and not text.startswith(">"):
        assert parse_markdown(escape_markdown(text, version=2)) == (text, [])


@given(before=TEXTS, inside=TEXTS.filter(bool), after=TEXTS)
def test_offsets_are_utf16(before: str, inside: str, after: str) -> None:
    def escape(text: str) -> str:
        return text.replace("&", "&amp;").replace("<", "&lt;")

    source = f"{escape(before)}<b>{escape(inside)}</b>{escape(after)}"
    text, entities = parse_html(source)
    assert spans(text, entities) == [("bold", inside)]
    assert entities[0]["offset"] == units(before)
    formatted = trimmed(text, entities)
    assert formatted.text == text.strip()
    assert all(
        0 <= e["offset"] < e["offset"] + e["length"] <= units(formatted.text)
        for e in formatted.entities
    )


def test_what_telegram_finds_by_itself() -> None:
    text = "/start@stillwater_bot see https://a.org/x. or me@a.org, @ana and #goal1 but a/b 3/4 #1"
    assert spans(text, found(Formatted(text)).entities) == [
        ("bot_command", "/start@stillwater_bot"),
        ("url", "https://a.org/x"),
        ("email", "me@a.org"),
        ("mention", "@ana"),
        ("hashtag", "#goal1"),
    ]
    for quoted in ("“https://a.org/c-_”", "«https://a.org/c-_»", "(https://a.org/c-_)."):
        assert spans(quoted, found(Formatted(quoted)).entities) == [("url", "https://a.org/c-_")]
    code = Formatted("/start", [{"type": "code", "offset": 0, "length": 6}])
    assert found(code) == code
