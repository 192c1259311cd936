"""Counselors: who they are, whom they care for, invitations, drafts, and timers of theirs."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
NAMES = {"fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s"}
"""SQLite copies a table to change it: its foreign keys keep their names."""
NEW = ("cap_day", "cap_week", "enrolled_at", "seen_at", "woken_at")


def upgrade() -> None:
    """Make the tables of care, and let a timer wake a counselor."""
    _care()
    with op.batch_alter_table("clients") as clients:
        clients.add_column(sa.Column("cap_day", sa.Integer, nullable=False, server_default="1"))
        clients.add_column(sa.Column("cap_week", sa.Integer))
        for name in NEW[2:]:
            clients.add_column(sa.Column(name, INSTANT))
    # They have taken part since they were first here, as far as anybody can tell now.
    op.execute("UPDATE clients SET enrolled_at = created_at WHERE consent IS NOT NULL")
    with op.batch_alter_table("timers", naming_convention=NAMES) as timers:
        timers.alter_column("client", existing_type=sa.String, nullable=True)
        timers.add_column(sa.Column("counselor", sa.String))
        timers.create_foreign_key(
            op.f("fk_timers_counselor_counselors"),
            "counselors",
            ["counselor"],
            ["id"],
            ondelete="CASCADE",
        )


def downgrade() -> None:
    """Take them away; timers of counselors go with them."""
    op.execute("DELETE FROM timers WHERE client IS NULL")
    with op.batch_alter_table("timers", naming_convention=NAMES) as timers:
        timers.drop_constraint(op.f("fk_timers_counselor_counselors"), type_="foreignkey")
        timers.drop_column("counselor")
        timers.alter_column("client", existing_type=sa.String, nullable=False)
    with op.batch_alter_table("clients") as clients:
        for name in NEW:
            clients.drop_column(name)
    for table in ("drafts", "invites", "cares", "counselors"):
        op.drop_table(table)


def _has(name: str, kind: Any = sa.String, **options: Any) -> "sa.Column[Any]":  # noqa: ANN401 - SQLAlchemy's own
    return sa.Column(name, kind, nullable=False, **options)


def _of(name: str, *, key: bool = False, needed: bool = True) -> "sa.Column[Any]":
    goes = sa.ForeignKey(f"{name}s.id", ondelete="CASCADE")
    return sa.Column(name, sa.String, goes, primary_key=key, nullable=not (key or needed))


def _care() -> None:
    op.create_table(
        "counselors",
        sa.Column("id", sa.String, primary_key=True),
        _has("chat", sa.LargeBinary, unique=True),
        _has("person", sa.LargeBinary),
        _has("created_at", INSTANT),
        _has("locale"),
        _has("zone"),
        _has("work_days"),
        _has("work_from", sa.Time),
        _has("work_to", sa.Time),
        _has("settled", sa.Boolean),
        _has("suspended", sa.Boolean),
        sa.Column("overview_day", sa.Integer),
        sa.Column("gone_at", INSTANT),
    )
    op.create_table(
        "cares",
        _of("client", key=True),
        _of("counselor"),
        _has("body", sa.LargeBinary),
        _has("since", INSTANT),
        _has("sharing"),
        _has("silence"),
    )
    op.create_table(
        "invites",
        sa.Column("id", sa.String, primary_key=True),
        _has("code", sa.LargeBinary, unique=True),
        _has("kind"),
        _of("counselor", needed=False),
        _has("body", sa.LargeBinary),
        _has("template"),
        _has("locale"),
        _has("created_at", INSTANT),
        _has("expires_at", INSTANT),
        sa.Column("used_at", INSTANT),
    )
    for table in ("cares", "invites"):
        op.create_index(op.f(f"ix_{table}_counselor"), table, ["counselor"])
    op.create_table(
        "drafts",
        _of("counselor", key=True),
        _has("about"),
        _has("turn", sa.Integer),
        _has("body", sa.LargeBinary),
    )
