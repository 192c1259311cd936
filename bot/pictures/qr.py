"""A link as a QR code (ISO/IEC 18004): to be sent as a picture, or shown in a terminal.

Black on white whatever is around it, with the four modules of quiet ground that a camera needs;
error correction level M, which forgives 15 % of it.
"""

from __future__ import annotations

from io import BytesIO
from itertools import zip_longest
from typing import Final

import segno

_QUIET: Final = 4
_SIDE: Final = 600
_BLOCKS: Final = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}
_BLACK_ON_WHITE: Final = "\x1b[30;107m"
_PLAIN: Final = "\x1b[0m"


def png(link: str) -> bytes:
    """Draw the link as a square PNG of about 600 pixels a side, never more.

    Raises:
        ValueError: the link is longer than a QR code can hold (about 2300 characters).

    """
    code = _code(link)
    modules, _ = code.symbol_size(border=_QUIET)
    drawn = BytesIO()
    code.save(drawn, kind="png", scale=_SIDE // int(modules), border=_QUIET)
    return drawn.getvalue()


def terminal(link: str) -> str:
    """Draw the link in half blocks, two modules a character, black on white by ANSI colours.

    Print it with `typer.echo`, which leaves the colours out where there is no terminal.

    Raises:
        ValueError: as for `png`.

    """
    rows = [bytes(row) for row in _code(link).matrix_iter(border=_QUIET)]
    pairs = zip_longest(rows[::2], rows[1::2], fillvalue=bytes(len(rows[0])))
    lines = (
        "".join(_BLOCKS[above, below] for above, below in zip(*pair, strict=True)) for pair in pairs
    )
    return "\n".join(f"{_BLACK_ON_WHITE}{line}{_PLAIN}" for line in lines)


def _code(link: str) -> segno.QRCode:
    return segno.make_qr(link, error="m", boost_error=False)
