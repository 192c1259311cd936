"""The page of all check-ins, for a clinician to review: `docs/checkins.md`, made by `make docs`.

Of each check-in it has what it is for, when it is offered, a whole sample conversation in every
language (the golden transcript in which the client says most), and every line there is.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.interview.library import library
from bot.interview.steps import Fork, Go, Pause

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.interview.script import Script
    from bot.interview.steps import Step

ROOT: Final = Path(__file__).parents[1]
PAGE: Final = ROOT / "docs" / "checkins.md"
SAMPLES: Final = ROOT / "tests" / "transcripts"
NAMES: Final = {"en": "English", "es": "Español"}
HEAD: Final = """\
# Every check-in, to be read

Made by `make docs` from `bot/checkins/` and the transcripts that the tests play; not written by
hand. `B` is the bot, `C` the client; what stands in brackets are buttons, `{…}` is filled with the
client's own words, a number or a name. Where a line has variants, one is chosen, and rests for
thirty days.
"""


def page() -> str:
    """Give the whole page."""
    listed = [script for script in library().values() if script.listed]
    others = [script for script in library().values() if not script.listed]
    contents = "\n".join(f"- [{_title(one)}](#{one.name})" for one in listed)
    parts = [HEAD, contents, *map(_checkin, listed), "# Welcome and settings", *map(_lines, others)]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _title(script: Script) -> str:
    return script.words["en"]["title"]


def _checkin(script: Script) -> str:
    titles = " · ".join(words["title"] for _, words in sorted(script.words.items()))
    samples = "\n\n".join(_sample(script, locale) for locale in sorted(script.words))
    about = script.words["en"]["about"]
    head = f'## <a id="{script.name}"></a>{titles}\n\n{about}. `{script.name}`'
    return "\n\n".join([head, _offered(script), samples, _lines(script)])


def _offered(script: Script) -> str:
    """Say when it is offered."""
    gate = script.gate
    said = []
    if script.on_demand:
        said.append("only when the client asks for it")
    if gate.at:
        where = f"at {_listed(gate.at)}"
        said.append(
            where
            if gate.importance is None
            else f"{where}, or importance is at most {gate.importance}"
        )
    if gate.never:
        said.append(f"never at {_listed(gate.never)}")
    if gate.rests is not None:
        said.append(f"at most once in {gate.rests.days} days")
    if gate.needs is not None:
        said.append(f"when a {gate.needs} may come back")
    if not gate.after_slip:
        said.append("not for seven days after a slip")
    return f"Offered: {'; '.join(said) or 'at any time'}."


def _listed(names: frozenset[str]) -> str:
    return ", ".join(name.replace("-", " ") for name in sorted(names))


def _sample(script: Script, locale: str) -> str:
    """Give the transcript in which the client says most."""
    files = sorted(SAMPLES.glob(f"{script.name}.{locale}.*txt"))
    texts = [file.read_text(encoding="utf-8") for file in files]
    longest = max(texts, key=lambda text: text.count("\nC: "))
    rows = [row for row in longest.splitlines() if not row.startswith("# ")]
    return f"**{NAMES[locale]}**\n\n```text\n{chr(10).join(rows).strip()}\n```"


def _lines(script: Script) -> str:
    """Give every line, step by step, folded away."""
    rows = [f"<details><summary>Every line of <code>{script.name}</code></summary>", ""]
    for step in script.steps.values():
        rows += _step(script, step)
    return "\n".join([*rows, "", "</details>"])


def _step(script: Script, step: Step) -> Iterator[str]:
    if isinstance(step, Fork | Pause | Go):
        return
    yield f"- **{step.id}** ({step.skill})"
    for locale, words in sorted(script.words.items()):
        mine = {line: text for line, text in words.items() if line.split(".")[0] == step.id}
        keys = [f"[{text}]" for line, text in mine.items() if _is_key(line)]
        said = [text.replace("\n", " ") for line, text in mine.items() if not _is_key(line)]
        yield from (
            f"  - {locale}: {text}" for text in [*said, *([" ".join(keys)] if keys else [])]
        )


def _is_key(line: str) -> bool:
    return ".choice." in line


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
