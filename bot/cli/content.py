"""Content: play a check-in in the terminal, and look at what they all say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.prompt import Prompt

from bot.cli.settings import err, out, plainly
from bot.interview import phrases
from bot.interview.library import library
from bot.interview.parse import parse
from bot.interview.phrases import SOURCE
from bot.interview.rehearse import BOT, CLIENT, Scene
from bot.interview.rehearse import rehearse as play
from bot.interview.transcript import headed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.interview.script import Script


def rehearse(
    name: Annotated[str, typer.Argument(help="A check-in's name, or a file of one.")],
    locale: Annotated[str, typer.Option(help="Its language.")] = SOURCE,
    save: Annotated[Path | None, typer.Option(help="Write the transcript to this file.")] = None,
) -> None:
    """Play a check-in here: type an answer, or a button's label; an empty line ends it."""
    with plainly():
        scene = Scene(_script(name), phrases.packaged(), locale)
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
