"""Safety: episodes and their history, who is on duty, operators, and what clients want told."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
COUNTER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables of safety, and room for what goes with them."""
    with op.batch_alter_table("cares") as cares:
        cares.add_column(sa.Column("telling", sa.String, nullable=False, server_default="ask"))
    with op.batch_alter_table("counselors") as counselors:
        counselors.add_column(sa.Column("away_until", INSTANT))
        counselors.add_column(sa.Column("cover", sa.String))
    op.create_table(
        "episodes",
        _has("id", primary_key=True),
        _of("client", "clients.id"),
        _has("body", sa.LargeBinary),
        _has("began_at", INSTANT),
        sa.Column("over_at", INSTANT),
    )
    op.create_index(op.f("ix_episodes_client"), "episodes", ["client"])
    still_open = sa.text("over_at IS NULL")
    op.create_index(
        "uq_episodes_open",
        "episodes",
        ["client"],
        unique=True,
        sqlite_where=still_open,
        postgresql_where=still_open,
    )
    op.create_table(
        "episode_entries",
        _has("number", COUNTER, primary_key=True),
        _of("episode", "episodes.id"),
        _has("mark", sa.LargeBinary),
        _has("at", INSTANT),
        sa.Column("counselor", sa.String),
    )
    op.create_index(
        op.f("ix_episode_entries_episode_number"), "episode_entries", ["episode", "number"]
    )
    op.create_index(op.f("ix_episode_entries_counselor"), "episode_entries", ["counselor"])
    op.create_table(
        "rota", _of("counselor", "counselors.id", primary_key=True), _has("place", sa.Integer)
    )
    op.create_table(
        "operators",
        _has("chat", sa.LargeBinary, primary_key=True),
        _has("body", sa.LargeBinary),
        _has("since", INSTANT),
        _has("locale"),
    )


def downgrade() -> None:
    """Take them away; what was told in them is lost."""
    op.execute(
        "DELETE FROM timers WHERE kind IN ('no reply', 'next day', 'alert', 'operators')"
        " OR (client IS NULL AND counselor IS NULL)"
    )
    op.execute("DELETE FROM invites WHERE kind = 'operator'")
    op.execute("UPDATE cares SET sharing = TRIM(REPLACE(sharing, 'alert-words', ''))")
    for table in ("operators", "rota", "episode_entries", "episodes"):
        op.drop_table(table)
    with op.batch_alter_table("counselors") as counselors:
        counselors.drop_column("cover")
        counselors.drop_column("away_until")
    with op.batch_alter_table("cares") as cares:
        cares.drop_column("telling")


def _has(name: str, kind: Any = sa.String, **options: Any) -> "sa.Column[Any]":  # noqa: ANN401 - SQLAlchemy's own
    return sa.Column(name, kind, nullable=False, **options)


def _of(name: str, whose: str, **options: Any) -> "sa.Column[Any]":  # noqa: ANN401 - SQLAlchemy's own
    goes = sa.ForeignKey(whose, ondelete="CASCADE")
    return sa.Column(name, sa.String, goes, nullable=False, **options)
