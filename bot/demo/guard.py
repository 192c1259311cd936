"""Keeps other web sites out: the demo stands on loopback, where any open tab could knock.

A page elsewhere could let its own name point here (DNS rebinding), so a foreign Host is refused;
it could post here across origins, so a foreign Origin is refused too.
"""

from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from aiohttp.typedefs import Handler

_HERE = frozenset({"127.0.0.1", "localhost", "::1"})
_HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


@web.middleware
async def only_here(request: web.Request, handler: "Handler") -> web.StreamResponse:
    """Let through what was asked of this machine by this machine's own pages, or by no page."""
    origin = request.headers.get("Origin")
    if request.url.host not in _HERE or origin not in {None, f"http://{request.host}"}:
        raise web.HTTPForbidden(text="The demo answers only to this computer.")
    return await handler(request)


async def dress(_: web.Request, response: web.StreamResponse) -> None:
    """Add to every answer what keeps the page to itself; a file is asked for anew each time."""
    response.headers.update(_HEADERS)
