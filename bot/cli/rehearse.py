"""The rehearsal: a check-in played in the terminal."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.prompt import Prompt

from bot.cli.finding import script
from bot.cli.settings import out, plainly
from bot.errors import ConfigError
from bot.interview import phrases
from bot.interview.conversation import Memory, Recalled, WordsId
from bot.interview.phrases import SOURCE
from bot.interview.rehearse import BOT, CLIENT, Scene
from bot.interview.rehearse import rehearse as play
from bot.interview.terms import Kind
from bot.interview.transcript import headed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.interview.script import Script


def rehearse(
    name: Annotated[str, typer.Argument(help="A check-in's name, or a file of one.")],
    locale: Annotated[str, typer.Option(help="Its language.")] = SOURCE,
    remember: Annotated[
        list[str] | None,
        typer.Option(help="Words kept before, as `goal=up for breakfast`; several times."),
    ] = None,
    save: Annotated[Path | None, typer.Option(help="Write the transcript to this file.")] = None,
) -> None:
    """Play a check-in here: type an answer, or a button's label; an empty line ends it.

    Examples:
      python -m bot rehearse first-goal --locale es

      python -m bot rehearse goal-mirror --remember "goal=up for breakfast" --save mine.txt
    """
    with plainly():
        played = script(name)
        _speaks(played, locale)
        scene = Scene(played, phrases.packaged(), locale, _memory(remember or ()))
        said = []
        for line in play(scene, _asked()):
            said.append(line)
            if not line.startswith(CLIENT):
                out.print(line.removeprefix(BOT), markup=False, style="cyan")
        if save is not None:
            save.write_text(headed(scene) + "\n".join(said) + "\n", encoding="utf-8")
            out.print(f"Written to {save}.", style="dim", markup=False)


def _asked() -> Iterator[str]:
    try:
        while text := Prompt.ask("[bold]you[/bold]", console=out, default="", show_default=False):
            yield CLIENT + text
    except EOFError:
        out.print()


def _speaks(played: Script, locale: str) -> None:
    if locale not in played.words:
        there = ", ".join(sorted(played.words))
        raise ConfigError(f"--locale: {played.name} is there in {there}, not in {locale}")


def _memory(remembered: Iterable[str]) -> Memory:
    """Take words as if they had been kept last Monday."""
    words = {}
    for row in remembered:
        kind, _, text = row.partition("=")
        if kind not in list(Kind) or not text:
            raise ConfigError(f"--remember takes a kind, = and words; kinds: {', '.join(Kind)}")
        words[Kind(kind)] = Recalled(WordsId(kind), text, date(2026, 5, 4))
    return Memory(words=words)
