"""Content: play a check-in in the terminal, and look at what they all say."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.prompt import Prompt
from rich.table import Table

from bot.cli.settings import err, out, plainly
from bot.interview import phrases
from bot.interview.check import as_data, report
from bot.interview.conversation import Memory, Recalled, WordsId
from bot.interview.library import library
from bot.interview.parse import parse
from bot.interview.phrases import SOURCE
from bot.interview.rehearse import BOT, CLIENT, Scene
from bot.interview.rehearse import rehearse as play
from bot.interview.script import Kind
from bot.interview.transcript import headed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.interview.check import Report
    from bot.interview.script import Script

HEADINGS: Final = ("R:Q", "words", "asked", "min", "complex", "open", "non-MI", "in")
LEGEND: Final = """\
R:Q: reflections to questions · words: ours, a message · asked: questions
complex, open: shares of reflections and of questions · non-MI: must be 0"""


def check(
    names: Annotated[
        list[str] | None, typer.Argument(help="Names or files; none: the whole library.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
) -> None:
    """Hold check-ins to the rules of content, and count their fidelity along played paths."""
    with plainly():
        scripts = {name: _script(name) for name in names} if names else library()
        made = report(scripts, phrases.packaged())
    if json:
        out.print_json(data=as_data(made))
    else:
        out.print(_table(made))
        out.print(f"\n{LEGEND}", style="dim")
        for finding in made.findings:
            err.print(str(finding), markup=False, style="red")
    if not made.good:
        raise typer.Exit(1)


def _table(made: Report) -> Table:
    """Lay the fidelity count out: the median, and the worst beside it."""
    title = "Along 1,000 played paths each: median (worst)"
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    table.add_column("check-in", no_wrap=True)
    for heading in HEADINGS:
        table.add_column(heading, justify="right", no_wrap=True)
    for row in made.fidelity:
        with_worst = (row.reflections_to_questions, row.words, row.questions, row.minutes)
        shares = (row.complex_share, row.open_share)
        cells = [f"{m.median:g} ({m.worst:g})" for m in with_worst]
        cells += [f"{m.median:g}" for m in shares]
        table.add_row(row.name, *cells, str(row.non_adherent), " ".join(row.languages))
    return table


def rehearse(
    name: Annotated[str, typer.Argument(help="A check-in's name, or a file of one.")],
    locale: Annotated[str, typer.Option(help="Its language.")] = SOURCE,
    remember: Annotated[
        list[str] | None,
        typer.Option(help="Words kept before, as `goal=up for breakfast`; several times."),
    ] = None,
    save: Annotated[Path | None, typer.Option(help="Write the transcript to this file.")] = None,
) -> None:
    """Play a check-in here: type an answer, or a button's label; an empty line ends it."""
    with plainly():
        scene = Scene(_script(name), phrases.packaged(), locale, _memory(remember or ()))
        said = []
        for line in play(scene, _asked()):
            said.append(line)
            if line.startswith(CLIENT):
                continue
            out.print(line.removeprefix(BOT), markup=False, style="cyan")
        if save is not None:
            save.write_text(headed(scene) + "\n".join(said) + "\n", encoding="utf-8")
            out.print(f"Written to {save}.", style="dim")


def _asked() -> Iterator[str]:
    while text := Prompt.ask("[bold]you[/bold]", default="", show_default=False):
        yield CLIENT + text


def _memory(remembered: Iterable[str]) -> Memory:
    """Take words as if they had been kept last Monday."""
    words = {}
    for row in remembered:
        kind, _, text = row.partition("=")
        if kind not in list(Kind) or not text:
            err.print(f"--remember takes a kind and words: {', '.join(Kind)}", markup=False)
            raise typer.Exit(2)
        words[Kind(kind)] = Recalled(WordsId(kind), text, date(2026, 5, 4))
    return Memory(words=words)


def _script(name: str) -> Script:
    """Find a check-in by its name, or read one from a file (its translations lie beside it)."""
    scripts = library()
    if name in scripts:
        return scripts[name]
    path = Path(name)
    if path.suffix != ".toml" or not path.is_file():
        err.print(f"There is no check-in {name}. There are: {', '.join(scripts)}.", markup=False)
        raise typer.Exit(2)
    beside = {other.suffixes[0][1:]: other for other in path.parent.glob(f"{path.stem}.*.toml")}
    texts = {SOURCE: path, **beside}
    return parse(path.stem, {of: file.read_text("utf-8") for of, file in texts.items()})
