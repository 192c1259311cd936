"""Where things are on the Earth, and how far apart."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, degrees, hypot, radians, sin
from typing import Final

RADIUS: Final = 6371.0088
"""Kilometres; the Earth's mean radius (IUGG), taken as a sphere's: right to half a percent."""
COARSE: Final = 1
"""Decimals of a place that is told to others: a tenth of a degree is some 11 km, or 7 miles."""
MILE: Final = 1.609344
"""Kilometres."""
_POLE, _ROUND = 90.0, 180.0
_SLACK: Final = 1e-9
"""Degrees that rounding may cost, a tenth of a millimetre."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place in degrees (WGS 84): latitude -90 to 90, longitude -180 to 180."""

    lat: float
    lng: float

    @property
    def rounded(self) -> Point:
        """The place as others are told it."""
        return Point(round(self.lat, COARSE), round(self.lng, COARSE))


@dataclass(frozen=True, slots=True)
class Box:
    """All between two latitudes and two longitudes; from a `west` above `east` on, over 180°."""

    south: float
    north: float
    west: float
    east: float

    def has(self, at: Point) -> bool:
        """Whether a place lies in it."""
        if not self.south <= at.lat <= self.north:
            return False
        if self.west <= self.east:
            return self.west <= at.lng <= self.east
        return at.lng >= self.west or at.lng <= self.east


def apart(one: Point, other: Point) -> float:
    """Give the great-circle distance in kilometres (the haversine formula)."""
    north, east = radians(other.lat - one.lat) / 2, radians(other.lng - one.lng) / 2
    beside = cos(radians(one.lat)) * cos(radians(other.lat))
    return 2 * RADIUS * asin(min(1.0, hypot(sin(north), beside**0.5 * sin(east))))


def box(around: Point, km: float) -> Box:
    """Give a box that holds all within so many kilometres; near a pole it goes round the Earth."""
    angle = km / RADIUS
    up = degrees(angle) + _SLACK
    south, north = around.lat - up, around.lat + up
    if south <= -_POLE or north >= _POLE:
        return Box(max(south, -_POLE), min(north, _POLE), -_ROUND, _ROUND)
    across = degrees(asin(min(1.0, sin(angle) / cos(radians(around.lat))))) + _SLACK
    if across >= _ROUND:
        return Box(south, north, -_ROUND, _ROUND)
    return Box(south, north, _turned(around.lng - across), _turned(around.lng + across))


def _turned(lng: float) -> float:
    """Give a longitude within -180 to 180."""
    return (lng + _ROUND) % (2 * _ROUND) - _ROUND
