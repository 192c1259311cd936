"""The interview: what words and ratings are about, what was said of them, briefs, own check-ins."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Let words and ratings belong to a goal; make the tables of what came with the interview."""
    with op.batch_alter_table("words") as words:
        words.add_column(sa.Column("goal", sa.String))
        words.add_column(sa.Column("why", sa.String, nullable=False, server_default=""))
    with op.batch_alter_table("ratings") as ratings:
        ratings.add_column(sa.Column("goal", sa.String))
    op.create_table(
        "told",
        _has("words", primary_key=True),
        _of("client"),
        _has("effect", primary_key=True),
        _has("at", INSTANT, primary_key=True),
    )
    op.create_index(op.f("ix_told_client_at"), "told", ["client", "at"])
    op.create_table(
        "briefs",
        _has("id", primary_key=True),
        _of("client"),
        _of("counselor"),
        _has("parts"),
        _has("text", sa.LargeBinary),
        _has("sent_at", INSTANT),
        sa.Column("read_at", INSTANT),
    )
    op.create_index(op.f("ix_briefs_client"), "briefs", ["client"])
    op.create_table(
        "own_checkins",
        _has("name", primary_key=True),
        _of("counselor"),
        _has("body", sa.LargeBinary),
        sa.Column("withdrawn_at", INSTANT),
    )
    op.create_index(op.f("ix_own_checkins_counselor"), "own_checkins", ["counselor"])
    op.create_table(
        "own_clients",
        _of("checkin", "own_checkins.name", primary_key=True),
        _of("client", primary_key=True),
    )
    op.create_index(op.f("ix_own_clients_client"), "own_clients", ["client"])


def downgrade() -> None:
    """Take them away; what was reached, at rest or hidden does not come back by itself."""
    for table in ("own_clients", "own_checkins", "briefs", "told"):
        op.drop_table(table)
    op.execute("UPDATE words SET held = 'let go' WHERE held NOT IN ('held', 'let go', 'not mine')")
    op.execute("DELETE FROM words WHERE kind IN ('cue', 'plan', 'sign')")
    with op.batch_alter_table("ratings") as ratings:
        ratings.drop_column("goal")
    with op.batch_alter_table("words") as words:
        words.drop_column("why")
        words.drop_column("goal")


def _has(name: str, kind: Any = sa.String, **options: Any) -> "sa.Column[Any]":  # noqa: ANN401 - SQLAlchemy's own
    return sa.Column(name, kind, nullable=False, **options)


def _of(name: str, whose: str = "", **options: Any) -> "sa.Column[Any]":  # noqa: ANN401 - SQLAlchemy's own
    goes = sa.ForeignKey(whose or f"{name}s.id", ondelete="CASCADE")
    return sa.Column(name, sa.String, goes, nullable=False, **options)
