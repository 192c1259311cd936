"""A chat on paper: bubbles and keyboards in the terminal."""

from datetime import timedelta

from rich import box
from rich.align import Align
from rich.console import Console, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bot.demo.telegram import MessageView

_WIDEST = 62
_BOT = "cyan"
_PERSON = "green"


class Paper:
    """Draws what happens, the bot at the left and the person at the right."""

    def __init__(self, out: Console) -> None:
        """Take the console to draw on."""
        self._out = out

    def scene(self, title: str) -> None:
        """Head a stretch of the journey."""
        self._draw()
        self._out.rule(Text(title, style="bold"), style="dim")

    def heard(self, message: MessageView) -> None:
        """Draw the bot's message and the keyboard under it."""
        what = message.text or ("(a photo)" if message.photo else "(a file)")
        self._draw(_bubble(what, _BOT, self._width))
        for row in message.buttons:
            self._draw(_row([button["text"] for button in row]))
        for keys in (message.keyboard or {}).get("keyboard", []):
            self._draw(_row([key["text"] for key in keys]), style="dim")

    def said(self, text: str) -> None:
        """Draw what the person writes."""
        self._draw(Align.right(_bubble(text, _PERSON, self._width)))

    def opened(self, link: str) -> None:
        """Draw which link the person opens."""
        self._draw(Align.right(Text(f"opens {link}", style=_PERSON)))

    def tapped(self, label: str) -> None:
        """Draw which button the person taps."""
        self._draw(Align.right(Text(f"taps [ {label} ]", style=_PERSON)))

    def answered(self, text: str) -> None:
        """Draw what the button's answer showed."""
        if text:
            self._draw(Align.center(Text(f"({text})", style="dim")))

    def moved(self, by: timedelta) -> None:
        """Draw that time went by."""
        hours = round(by.total_seconds() / 3600)
        span = f"{hours // 24} d {hours % 24} h" if hours >= 24 else f"{hours} h"  # noqa: PLR2004 - a day
        self._draw(Align.center(Text(f"the clock moves on by {span}", style="yellow")))

    def missed(self, what: str) -> None:
        """Say what didn't come."""
        self._draw(Text(f"\nThe tour stopped: {what}", style="bold red"))

    def done(self) -> None:
        """Say that the journey is whole."""
        self._draw(Text("\nThat was the whole journey.", style="bold"))

    def _draw(self, what: RenderableType = "", style: str | None = None) -> None:
        """Print it in lines as wide as the console, whatever else that prints."""
        self._out.print(what, style=style, soft_wrap=False)

    @property
    def _width(self) -> int:
        return max(24, min(_WIDEST, self._out.width - 12))


def _bubble(text: str, style: str, width: int) -> RenderableType:
    longest = max(len(line) for line in text.splitlines() or [""])
    body = Text(text)
    return Panel(body, box=box.ROUNDED, border_style=style, width=min(width, longest + 4))


def _row(labels: list[str]) -> Table:
    row = Table.grid(padding=(0, 1))
    row.add_row(*(Text(f"[ {label} ]", style="bold") for label in labels))
    return row
