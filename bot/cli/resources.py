"""The people to call at the desk: each entry with its source, for whoever checks it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Final

import typer

from bot.calling import people_to_call
from bot.cli.safety import safety
from bot.cli.settings import ConfigFile, Json, configured, out, plainly
from bot.interview import phrases
from bot.safety.resources import SOURCE, Way
from bot.screens import ways
from bot.services.voice import Voice

VOICE: Final = Voice(phrases.packaged())


@safety.command()
def resources(
    country: Annotated[
        str | None, typer.Argument(help="One country only, as us; else every one.")
    ] = None,
    unverified: Annotated[
        bool, typer.Option("--unverified", help="Only what nobody has checked.")
    ] = False,
    config_file: ConfigFile = None,
    json: Json = False,
) -> None:
    """List the people to call with their sources: what is to be checked, and signed.

    The operator's own file (safety.resources) is laid over ours. docs/resources.md says how an
    entry is checked.
    """
    with plainly():
        everybody = list(people_to_call(configured(config_file).safety).all())
    chosen = [
        (name, way)
        for name, way in everybody
        if country in {None, name.partition(".")[0]} and not (unverified and way.verified_by)
    ]
    if json:
        out.print_json(data={name: _data(way) for name, way in chosen})
        return
    for name, way in chosen:
        out.print(_entry(name, way), markup=False)
    unsigned = sum(not way.verified_by for _, way in chosen)
    out.print(f"{len(chosen)} entries; nobody has checked {unsigned} of them.", markup=False)


def _entry(name: str, way: Way) -> str:
    when = ways.when(way)
    reached = VOICE.say(ways.means(way), SOURCE).replace("\n\n", " · ")
    facts = [
        f"{reached}; {VOICE.say([when], SOURCE) if when else 'hours not given'}",
        f"for {', '.join(sorted(way.serves))}",
        f"in {', '.join(way.languages) or 'languages not given'}",
        f"{way.source_kind}, read {way.source_read}: {way.source}",
        f"says: {way.source_says}",
        f"checked by: {way.verified_by or 'nobody'}; review by {way.review_by}",
    ]
    return "\n    ".join([f"{name}  {way.name(SOURCE)}", *facts]) + "\n"


def _data(way: Way) -> dict[str, Any]:
    """Give an entry as what JSON can hold."""
    days = {"source_read": str(way.source_read), "review_by": str(way.review_by)}
    when = ways.when(way)
    return (
        asdict(way)
        | days
        | {
            "names": dict(way.names),
            "notes": dict(way.notes),
            "serves": sorted(way.serves),
            "hours": VOICE.say([when], SOURCE) if when else None,
        }
    )
