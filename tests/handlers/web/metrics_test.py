"""The meters: what is counted is found again, and every label's value is one of a closed set."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from hypothesis import given, settings
from hypothesis import strategies as st
from prometheus_client import CollectorRegistry, generate_latest

from bot.message import Purpose
from bot.ports import TimerKind
from bot.ports.meters import Arrival, Ending, Fate, Kind, Poll, Waking
from bot.services.readiness import Door
from handlers.web.metrics import KNOCKS, PrometheusMeters
from tests.journeys.inside import every_series, figures

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

STATES: Final = frozenset(
    {
        "waiting",
        "set aside",
        "unsent",
        "uncertain",
        "due",
        "late",
        "open",
        "unattended",
        "damaged",
        *Door,
    }
)
CLOSED: Final[dict[str, AbstractSet[str]]] = {
    "kind": {*Kind, *TimerKind},
    "became": {*Arrival, *Ending, *Fate, *Waking, *Poll, *KNOCKS},
    "purpose": set(Purpose),
    "state": STATES,
}
"""Every label, but for those of the build and the bounds of histograms, with all it may say."""
OPEN: Final = {"le", "version", "python"}

numbers = st.floats(-10, 1e9)
waits = numbers.map(lambda seconds: timedelta(seconds=seconds))
told: st.SearchStrategy[Callable[[PrometheusMeters], None]] = st.one_of(
    st.builds(
        lambda *what: lambda meters: meters.arrived(*what),
        st.sampled_from(Kind),
        st.sampled_from(Arrival),
    ),
    st.builds(
        lambda *what: lambda meters: meters.handled(*what),
        st.sampled_from(Kind),
        st.sampled_from(Ending),
        numbers,
    ),
    st.builds(
        lambda *what: lambda meters: meters.sent(*what),
        st.sampled_from(Purpose),
        st.sampled_from(Fate),
        st.none() | numbers,
    ),
    st.builds(lambda *what: lambda meters: meters.left(*what), st.sampled_from(Purpose), waits),
    st.builds(
        lambda *what: lambda meters: meters.woke(*what),
        st.sampled_from(TimerKind),
        st.sampled_from(Waking),
        waits,
    ),
    st.builds(lambda what: lambda meters: meters.polled(what), st.sampled_from(Poll)),
    st.builds(lambda well: lambda meters: meters.knocked(well=well), st.booleans()),
    st.builds(lambda *what: lambda meters: meters.worked(*what), numbers, numbers),
)


def given_by(registry: CollectorRegistry) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    return figures(generate_latest(registry).decode())


def test_every_label_is_of_a_closed_set() -> None:
    for name, labels in every_series():
        for label, value in labels:
            assert label in OPEN or value in CLOSED[label], (name, label)


@settings(max_examples=25)
@given(st.lists(told, max_size=20))
def test_whatever_happens_no_series_is_added(
    happens: list[Callable[[PrometheusMeters], None]],
) -> None:
    meters = PrometheusMeters("7")
    before = given_by(meters.registry).keys()
    for tell in happens:
        tell(meters)
    assert given_by(meters.registry).keys() == before


def test_what_is_counted_is_found_again() -> None:
    meters = PrometheusMeters("7")
    meters.arrived(Kind.TAP, Arrival.REPEATED)
    meters.handled(Kind.TAP, Ending.HANDLED, 0.003)
    meters.sent(Purpose.CRISIS, Fate.SENT, 0.2)
    meters.sent(Purpose.PROMPT, Fate.EXPIRED)
    meters.left(Purpose.CRISIS, timedelta(seconds=3))
    meters.woke(TimerKind.PROMPT, Waking.WOKE, timedelta(seconds=-1))
    meters.polled(Poll.COMPLETED)
    meters.knocked(well=False)
    meters.worked(0.001, 0.02)
    found = {name.removeprefix("stillwater_"): 0.0 for name, _ in given_by(meters.registry)}
    for (name, _), value in given_by(meters.registry).items():
        found[name.removeprefix("stillwater_")] += value
    assert found["updates_received_total"] == found["updates_handled_total"] == 1
    assert found["sends_total"] == 2
    assert found["sending_seconds_count"] == 1
    assert found["message_wait_seconds_sum"] == 3
    assert found["timers_woken_total"] == 1
    assert found["timer_lateness_seconds_sum"] == 0
    assert found["polls_total"] == found["knocks_total"] == 1
    assert found["database_seconds_sum"] == 0.02
    assert found["database_wait_seconds_sum"] == 0.001


def test_two_services_in_one_process_count_apart() -> None:
    one, other = PrometheusMeters("7"), PrometheusMeters("7")
    one.polled(Poll.COMPLETED)
    polls = ("stillwater_polls_total", frozenset({("became", "completed")}))
    assert given_by(one.registry)[polls] == 1
    assert given_by(other.registry)[polls] == 0
