"""Clinics in SQL: those near a place are found in boxes around it that grow until enough are in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, bindparam, delete, func, or_, select

from bot.interview.hearing import plain
from bot.treatment.clinic import FAR, MOST, Clinic, Service, by_town
from bot.treatment.earth import Point, apart, box
from bot.treatment.towns import MARK, code_of, meant, spots
from storage.repository import Repository
from storage.tables import clinics
from storage.upsert import keep_last

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import ColumnElement, Row

    from bot.treatment.clinic import Ask, Wanted
    from bot.treatment.earth import Box
    from bot.treatment.spot import Spot

RINGS: Final = (2.0, 6.0, 18.0, 54.0, FAR)
"""Kilometres: a box is looked at whole, so the first is small enough for the midst of a city."""
_OFFERED: Final = {
    Service.SUBSTANCE_USE: "substance_use",
    Service.MENTAL_HEALTH: "mental_health",
    Service.MEDICATION: "medication",
}
_TEXTS: Final = ("name", "street", "city", "region", "postcode", "phone", "website")
_PUT = keep_last(clinics)
_NEWEST = select(func.coalesce(func.max(clinics.c.edition), 0))
_COUNT = select(func.count()).select_from(clinics)
_DROP = delete(clinics).where(clinics.c.edition < bindparam("before"))
_LIGHT = select(clinics.c.id, clinics.c.latitude, clinics.c.longitude)
_NAMED = select(clinics.c.id, clinics.c.town, clinics.c.called)
_THESE = select(clinics).where(clinics.c.id.in_(bindparam("these", expanding=True)))
_LAST = "\U0010ffff"
"""No name goes on with a sign behind this."""


class SqlClinics(Repository):
    """Clinics by place, by region and by town."""

    async def put(self, clinics: Sequence[Clinic], edition: int) -> None:
        rows = [to_row(one, one.at) for one in clinics if one.at is not None]
        if rows:
            numbered = [{**row, "edition": edition} for row in rows]
            await self._db.execute(_PUT[self._dialect], numbered)

    async def newest(self) -> int:
        return int((await self._db.execute(_NEWEST)).scalar_one())

    async def count(self) -> int:
        return int((await self._db.execute(_COUNT)).scalar_one())

    async def drop_before(self, edition: int) -> int:
        return (await self._db.execute(_DROP, {"before": edition})).rowcount

    async def find(self, ask: Ask) -> Sequence[Clinic]:
        if ask.at is None:
            return await self._in_region(ask)
        ids = await self._near(ask.at, ask.wanted)
        rows = {row.id: row for row in await self._db.execute(_THESE, {"these": ids})}
        return [from_row(rows[one]) for one in ids]

    async def spots(self, text: str) -> Sequence[Spot]:
        if text.startswith(MARK):
            return await self._marked(text)
        name = plain(text)
        if not name:
            return ()
        here = or_(clinics.c.town == name, clinics.c.code == code_of(text))
        begun = and_(clinics.c.town >= name, clinics.c.town < name + _LAST)
        return spots(await self._all(here)) or spots(await self._all(begun))

    async def _near(self, at: Point, wanted: Wanted) -> list[str]:
        near: list[tuple[float, str]] = []
        for km in RINGS:
            here = and_(_within(box(at, km)), *_offering(wanted))
            rows = await self._db.execute(_LIGHT.where(here))
            far = ((apart(at, Point(row.latitude, row.longitude)), row.id) for row in rows)
            near = sorted(one for one in far if one[0] <= km)[:MOST]
            if len(near) == MOST:
                break
        return [id_ for _, id_ in near]

    async def _in_region(self, ask: Ask) -> Sequence[Clinic]:
        here = and_(clinics.c.within == plain(ask.region), *_offering(ask.wanted))
        rows = await self._db.execute(_NAMED.where(here))
        ids = [row.id for row in sorted(rows, key=lambda row: (row.town, row.called, row.id))]
        full = await self._db.execute(_THESE, {"these": ids[:MOST]})
        return sorted(map(from_row, full), key=by_town)

    async def _marked(self, text: str) -> Sequence[Spot]:
        begins = text.removeprefix(MARK)
        here = and_(clinics.c.id >= begins, clinics.c.id < begins + _LAST)
        marked = [one for one in await self._all(here) if meant(one, text)]
        if len(marked) != 1:
            return ()
        town, within = plain(marked[0].city), plain(marked[0].region)
        return spots(await self._all(and_(clinics.c.town == town, clinics.c.within == within)))

    async def _all(self, here: ColumnElement[bool]) -> Sequence[Clinic]:
        return [from_row(row) for row in await self._db.execute(select(clinics).where(here))]


def _within(around: Box) -> ColumnElement[bool]:
    west, east = clinics.c.longitude >= around.west, clinics.c.longitude <= around.east
    across = and_(west, east) if around.west <= around.east else or_(west, east)
    return and_(clinics.c.latitude.between(around.south, around.north), across)


def _offering(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.kind is not None:
        yield clinics.c[_OFFERED[wanted.kind]]
    if wanted.medication:
        yield clinics.c.medication
    if wanted.language:
        yield clinics.c.languages.contains(f" {wanted.language} ", autoescape=True)


def to_row(clinic: Clinic, at: Point) -> dict[str, Any]:
    """Give a clinic's columns, but for the edition."""
    return {
        "id": clinic.id,
        **{name: getattr(clinic, name) for name in _TEXTS},
        "latitude": at.lat,
        "longitude": at.lng,
        "called": plain(clinic.name),
        "town": plain(clinic.city),
        "within": plain(clinic.region),
        "code": code_of(clinic.postcode),
        **{column: service in clinic.offers for service, column in _OFFERED.items()},
        "languages": f" {' '.join(sorted(clinic.languages))} ",
    }


def from_row(row: Row[Any]) -> Clinic:
    """Give the clinic of a row."""
    return Clinic(
        **{name: getattr(row, name) for name in _TEXTS},
        at=Point(row.latitude, row.longitude),
        offers=frozenset(service for service, column in _OFFERED.items() if getattr(row, column)),
        languages=frozenset(row.languages.split()),
    )
