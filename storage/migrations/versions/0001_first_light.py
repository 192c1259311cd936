"""First light: people, talk, plans, traffic and the house."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
COUNTER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NEWEST_FIRST = (
    *("leases", "scripts", "outbox", "timers", "inbox"),
    *("plan_changes", "occurrence_events", "occurrences", "plan_versions", "plans"),
    *("ratings", "words", "said", "conversations", "consents", "clients"),
)


def upgrade() -> None:
    """Make every table."""
    _people()
    _talk()
    _plans()
    _traffic()
    _house()


def downgrade() -> None:
    """Take every table away."""
    for table in NEWEST_FIRST:
        op.drop_table(table)


def _key(name: str, kind: Any = sa.String, *more: Any, **options: Any) -> "sa.Column[Any]":  # noqa: ANN401 - SQLAlchemy's own
    return sa.Column(name, kind, *more, primary_key=True, **options)


def _has(name: str, kind: Any = sa.String, *more: Any, **options: Any) -> "sa.Column[Any]":  # noqa: ANN401 - SQLAlchemy's own
    return sa.Column(name, kind, *more, nullable=False, **options)


def _may(name: str, kind: Any = sa.String, **options: Any) -> "sa.Column[Any]":  # noqa: ANN401 - SQLAlchemy's own
    return sa.Column(name, kind, **options)


def _goes_with(column: str) -> sa.ForeignKey:
    return sa.ForeignKey(column, ondelete="CASCADE")


def _of_client(**options: Any) -> "sa.Column[Any]":  # noqa: ANN401 - SQLAlchemy's own
    return _has("client", sa.String, _goes_with("clients.id"), **options)


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f("_".join(("ix", table, *columns))), table, list(columns))


def _index_where(name: str, columns: list[str], where: str, *, unique: bool = False) -> None:
    table = name.split("_")[1]
    only = sa.text(where)
    op.create_index(name, table, columns, unique=unique, sqlite_where=only, postgresql_where=only)


def _people() -> None:
    op.create_table(
        "clients",
        _key("id"),
        _has("chat", sa.LargeBinary, unique=True),
        _has("person", sa.LargeBinary),
        _has("created_at", INSTANT),
        _has("locale"),
        _has("zone"),
        _has("standing"),
        _may("consent"),
        _has("adult", sa.Boolean),
        _has("quiet_from", sa.Time),
        _has("quiet_to", sa.Time),
        _may("paused_until", INSTANT),
        _has("discreet", sa.Boolean),
        _may("mirror_rests_until", INSTANT),
        _may("gone_at", INSTANT),
    )
    op.create_table(
        "consents",
        _key("number", COUNTER),
        _of_client(),
        _has("what"),
        _has("version"),
        _has("locale"),
        _has("at", INSTANT),
        _has("agreed", sa.Boolean),
    )
    _index("consents", "client", "number")


def _talk() -> None:
    op.create_table(
        "conversations",
        _key("id"),
        _of_client(),
        _has("script"),
        _has("version"),
        _has("status"),
        _has("turn", sa.Integer),
        _has("state", sa.LargeBinary),
        _has("began_at", INSTANT),
        _has("at", INSTANT),
    )
    _index("conversations", "client")
    _index_where("uq_conversations_waiting", ["client"], "status = 'waiting'", unique=True)
    op.create_table("said", _of_client(primary_key=True), _key("line"), _has("at", INSTANT))
    op.create_table(
        "words",
        _key("id"),
        _of_client(),
        _has("kind"),
        _has("text", sa.LargeBinary),
        _has("at", INSTANT),
        _has("day", sa.Date),
        _has("script"),
        _has("step"),
        _has("conversation"),
        _has("held"),
        _has("worth_seeing", sa.Boolean),
        _may("shown_at", INSTANT),
        _has("still", sa.Integer),
    )
    _index("words", "client", "at")
    op.create_table(
        "ratings",
        _key("conversation"),
        _key("step"),
        _of_client(),
        _has("of"),
        _has("value", sa.LargeBinary),
        _has("at", INSTANT),
    )
    _index("ratings", "client", "of", "at")


def _plans() -> None:
    plan = "plans.id"
    op.create_table(
        "plans",
        _key("number", COUNTER),
        _has("id", unique=True),
        _of_client(),
        _has("version", sa.Integer),
        _has("status"),
        _has("made_at", INSTANT),
    )
    _index("plans", "client")
    op.create_table(
        "plan_versions",
        _key("plan", sa.String, _goes_with(plan)),
        _key("version", sa.Integer),
        _has("body", sa.LargeBinary),
        _has("at", INSTANT),
    )
    op.create_table(
        "occurrences",
        _key("id"),
        _has("plan", sa.String, _goes_with(plan)),
        _has("plan_version", sa.Integer),
        _of_client(),
        _has("local_date", sa.Date),
        _has("slot", sa.Integer),
        _has("seq", sa.Integer),
        _has("due_at", INSTANT),
        _has("expires_at", INSTANT),
        _has("zone"),
        _has("checkin"),
        _has("state"),
        sa.UniqueConstraint("plan", "local_date", "slot", "seq"),
    )
    _index("occurrences", "client", "due_at")
    _index_where("ix_occurrences_planned", ["plan", "due_at"], "state = 'planned'")
    op.create_table(
        "occurrence_events",
        _key("number", COUNTER),
        _has("occurrence", sa.String, _goes_with("occurrences.id")),
        _has("state"),
        _has("at", INSTANT),
        _has("detail"),
    )
    _index("occurrence_events", "occurrence", "number")
    op.create_table(
        "plan_changes",
        _key("plan", sa.String, _goes_with(plan)),
        _key("local_date", sa.Date),
        _key("slot", sa.Integer),
        _key("seq", sa.Integer),
        _may("moved_to", sa.DateTime),
    )


def _traffic() -> None:
    op.create_table(
        "inbox",
        _key("update", sa.BigInteger, autoincrement=False),
        _has("received_at", INSTANT),
        _may("body", sa.LargeBinary),
        _has("urgent", sa.Boolean),
        _has("failures", sa.Integer),
        _has("state"),
    )
    _index_where("ix_inbox_open", ["update"], "state != 'done'")
    op.create_table(
        "timers",
        _key("id"),
        _of_client(),
        _has("kind"),
        _has("due_at", INSTANT),
        _may("conversation"),
        _may("turn", sa.Integer),
        _may("occurrence"),
        _may("holder"),
        _may("held_until", INSTANT),
    )
    for column in ("client", "due_at", "conversation", "occurrence"):
        _index("timers", column)
    op.create_table(
        "outbox",
        _key("number", COUNTER),
        _has("id", unique=True),
        _has("chat", sa.LargeBinary),
        sa.Column("client", sa.String, _goes_with("clients.id")),
        _may("body", sa.LargeBinary),
        _has("purpose"),
        _has("priority", sa.Integer),
        _has("state"),
        _has("created_at", INSTANT),
        _may("expires_at", INSTANT),
        _may("not_before", INSTANT),
        _has("attempts", sa.Integer),
        _has("repeats", sa.Integer),
        _may("conversation"),
        _may("turn", sa.Integer),
        _may("occurrence"),
        _may("holder"),
        _may("held_until", INSTANT),
        _may("telegram_id", sa.BigInteger),
        _may("ended_at", INSTANT),
    )
    queue = ["priority", "created_at", "number"]
    _index_where("ix_outbox_queue", queue, "state = 'pending'")
    _index_where("ix_outbox_chat", ["chat", *queue], "state = 'pending'")
    _index_where("uq_outbox_held", ["chat"], "state IN ('leased', 'sending')", unique=True)
    _index("outbox", "client", "telegram_id")
    _index("outbox", "conversation")


def _house() -> None:
    op.create_table("scripts", _key("name"), _key("version"), _has("source"))
    op.create_table(
        "leases", _key("name"), _has("holder"), _has("token", sa.BigInteger), _has("until", INSTANT)
    )
