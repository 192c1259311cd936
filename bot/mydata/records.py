"""From what was gathered to records: nothing held is left out, and nothing is made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.mydata import passed, planned, said, who
from bot.mydata.answered import checkin
from bot.mydata.everything import Everything
from bot.mydata.mailed import Incoming
from bot.mydata.posted import message
from bot.mydata.record import taken
from bot.schedule.data import to_data
from bot.schedule.occurrences import Move, zone_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.brief import Brief
    from bot.care import Care, Invite
    from bot.counsel.draft import Draft
    from bot.episode import Entry, Episode
    from bot.mydata.gathered import Gathered
    from bot.own import Own
    from bot.people import Client
    from bot.ports import Prompted
    from bot.schedule.occurrences import Exceptions
    from bot.schedule.plan import Plan


def everything(gathered: Gathered) -> Everything:
    """Give all records of one client."""
    g = gathered
    return Everything(
        service="Stillwater",
        format=1,
        made_at=g.made_at,
        person=_person(g.client),
        counselor=None if g.care is None else _counseled(g.care, g),
        invited=None if g.invite is None else _invited(g.invite, g),
        agreements=tuple(taken(who.Agreement, one) for one in g.consents),
        words=tuple(taken(said.Words, one, day=one.on) for one in g.words),
        told=tuple(taken(said.Told, one) for one in g.told),
        numbers=tuple(taken(said.Number, one) for one in g.rated),
        checkins=tuple(checkin(one, g) for one in g.sat),
        lines=tuple(said.Line(line, at) for line, at in g.said.items()),
        plans=tuple(_plan(versions, changes, g) for versions, changes in g.plans),
        prompts=tuple(_prompt(one, g) for one in g.prompts),
        due=tuple(taken(planned.Due, one) for one in g.timers),
        briefs=tuple(_brief(one, g) for one in g.briefs),
        looks=tuple(
            taken(passed.Look, one, counselor_name=g.name(one.counselor)) for one in g.looks
        ),
        episodes=tuple(_episode(one, history, g) for one, history in g.episodes),
        messages=tuple(message(one, g.client.id) for one in g.posted),
        incoming=tuple(Incoming(id_, at) for id_, at in g.incoming.items()),
        drafts=tuple(_draft(one, g) for one in g.drafts),
        offered=tuple(_offered(one, g) for one in g.owns),
        unread=g.unread,
    )


def _person(client: Client) -> who.Person:
    return taken(
        who.Person,
        client,
        quiet_from=client.quiet.start.isoformat("minutes"),
        quiet_to=client.quiet.end.isoformat("minutes"),
        cap_day=client.caps.day,
        cap_week=client.caps.week,
    )


def _counseled(care: Care, gathered: Gathered) -> who.Counseled:
    return taken(
        who.Counseled,
        care,
        counselor_name=gathered.name(care.counselor) or "",
        sharing=tuple(sorted(care.sharing)),
        sessions=tuple(_wall(one.at, one.zone) for one in care.sessions),
    )


def _invited(invite: Invite, gathered: Gathered) -> passed.Invited:
    return taken(passed.Invited, invite, counselor_name=gathered.name(invite.counselor))


def _wall(local: datetime, zone: str) -> who.Wall:
    return who.Wall(local.isoformat(timespec="minutes"), zone)


def _plan(
    versions: Sequence[tuple[Plan, datetime]], changes: Exceptions, gathered: Gathered
) -> planned.Plan:
    newest, _ = versions[-1]
    zone = zone_of(newest, gathered.zone).key
    return taken(
        planned.Plan,
        newest,
        made_at=versions[0][1],
        versions=tuple(planned.Version(one.version, at, to_data(one)) for one, at in versions),
        changes=tuple(
            planned.Change(*place, _wall(to.to, zone) if isinstance(to, Move) else None)
            for place, to in sorted(changes.items())
        ),
    )


def _prompt(one: Prompted, gathered: Gathered) -> planned.Prompt:
    return taken(
        planned.Prompt,
        one.occurrence,
        id=one.id,
        title=gathered.title(one.occurrence.checkin),
        history=tuple(taken(planned.Came, came) for came in one.history),
    )


def _brief(brief: Brief, gathered: Gathered) -> passed.Brief:
    return taken(
        passed.Brief,
        brief,
        counselor_name=gathered.name(brief.counselor),
        parts=tuple(sorted(brief.parts)),
    )


def _episode(episode: Episode, history: Sequence[Entry], gathered: Gathered) -> passed.Episode:
    return taken(
        passed.Episode,
        episode,
        history=tuple(
            taken(passed.Event, one, counselor=one.by, counselor_name=gathered.name(one.by))
            for one in history
        ),
    )


def _draft(draft: Draft, gathered: Gathered) -> passed.Draft:
    return taken(passed.Draft, draft, counselor_name=gathered.name(draft.counselor))


def _offered(own: Own, gathered: Gathered) -> passed.Offered:
    return taken(passed.Offered, own, counselor_name=gathered.name(own.counselor))
