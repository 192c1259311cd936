"""Service: many replicas on one store, timers that fail, and who may run on which schema.

It only adds, so the version before runs on it too.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None
compatible_since = "0006"
"""The oldest schema whose code may run on this one."""

INSTANT = sa.DateTime(timezone=True)
SOME = (
    ("ix_inbox_chat", "inbox", ["chat"], "state != 'done'"),
    ("ix_timers_aside", "timers", ["kind"], "failures >= 3"),
    (
        "ix_outbox_rests",
        "outbox",
        ["state", "created_at"],
        "state IN ('expired', 'failed', 'kept-back', 'uncertain')",
    ),
)
"""Indexes over a part of the rows: name, table, columns, which."""


def upgrade() -> None:
    """Say whose a chat is at the moment, who lives, how often a timer failed, and who may run."""
    op.create_table(
        "replicas",
        sa.Column("name", sa.String, nullable=False),
        sa.Column("schema", sa.String, nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_replicas"),
    )
    op.create_table(
        "compatibility",
        sa.Column("version", sa.String, nullable=False),
        sa.Column("oldest", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_compatibility"),
    )
    op.add_column("inbox", sa.Column("chat", sa.LargeBinary))
    op.add_column("inbox", sa.Column("holder", sa.String))
    op.add_column("timers", sa.Column("failures", sa.Integer, nullable=False, server_default="0"))
    for name, table, columns, where in SOME:
        some = sa.text(where)
        op.create_index(name, table, columns, sqlite_where=some, postgresql_where=some)


def downgrade() -> None:
    """Take them away; what was set aside is tried again for ever."""
    for name, table, *_ in SOME:
        op.drop_index(name, table)
    with op.batch_alter_table("timers") as timers:
        timers.drop_column("failures")
    with op.batch_alter_table("inbox") as inbox:
        inbox.drop_column("holder")
        inbox.drop_column("chat")
    op.drop_table("compatibility")
    op.drop_table("replicas")
