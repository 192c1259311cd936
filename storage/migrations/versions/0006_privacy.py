"""Privacy: who looked, what is shown of one's words, what can be cleared, what was set aside."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
AGES = (
    ("looks", ["at"]),
    ("incoming", ["at"]),
    ("said", ["at"]),
    ("words", ["at"]),
    ("ratings", ["at"]),
    ("told", ["at"]),
    ("briefs", ["sent_at"]),
    ("invites", ["expires_at"]),
    ("conversations", ["script", "version", "emptied_at"]),
)
"""By which a night finds what is past its period."""
OVER = (
    ("ix_clients_gone", "clients", "gone_at", "gone_at IS NOT NULL"),
    ("ix_clients_arriving", "clients", "created_at", "standing = 'arriving'"),
    ("ix_clients_stopped", "clients", "seen_at", "standing = 'stopped'"),
    ("ix_occurrences_met", "occurrences", "due_at", "state != 'planned'"),
    ("ix_episodes_over", "episodes", "over_at", "over_at IS NOT NULL"),
    ("ix_conversations_full", "conversations", "at", "emptied_at IS NULL AND status != 'waiting'"),
    ("ix_inbox_done", "inbox", "received_at", "state = 'done'"),
    ("ix_outbox_clients", "outbox", "created_at", "client IS NOT NULL"),
    ("ix_outbox_uncertain", "outbox", "created_at", "state = 'uncertain'"),
)
"""And the same where it is a part of the rows: index, table, column, which."""
COUNTER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables of privacy, and room for what goes with them."""
    op.create_table(
        "looks",
        _has("number", COUNTER, primary_key=True),
        _of_client("client"),
        sa.Column("counselor", sa.String),
        _has("seen", sa.LargeBinary),
        _has("at", INSTANT),
    )
    op.create_index(op.f("ix_looks_client_number"), "looks", ["client", "number"])
    op.create_table(
        "incoming",
        _of_client("client", primary_key=True),
        _has("telegram_id", sa.BigInteger, primary_key=True, autoincrement=False),
        _has("at", INSTANT),
    )
    op.create_table("erasures", _has("client", primary_key=True))
    op.create_table(
        "damaged",
        _has("place", primary_key=True),
        _has("row", primary_key=True),
        _has("found_at", INSTANT),
    )
    with op.batch_alter_table("words") as words:
        words.add_column(_flag("shown"))
    for table in ("invites", "cares"):
        with op.batch_alter_table(table) as altered:
            altered.add_column(_flag("sent"))
    # Whoever is with a counselor has agreed that the counselor knows it.
    op.execute("UPDATE cares SET sharing = TRIM(sharing || ' taking-part')")
    _let_go()
    op.execute("DELETE FROM drafts")  # nothing in one holds before it is saved
    with op.batch_alter_table("drafts") as drafts:
        drafts.add_column(sa.Column("client", sa.String))
        drafts.create_foreign_key(
            "fk_drafts_client_clients", "clients", ["client"], ["id"], ondelete="CASCADE"
        )


def _let_go() -> None:
    """Make room for what each night goes by: when it was there, and what is over since when."""
    op.create_table("chores", _has("name", primary_key=True), _has("done_at", INSTANT))
    with op.batch_alter_table("conversations") as conversations:
        conversations.add_column(sa.Column("emptied_at", INSTANT))
    for table, columns in AGES:
        op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns)
    for name, table, column, where in OVER:
        some = sa.text(where)
        op.create_index(name, table, [column], sqlite_where=some, postgresql_where=some)


def _keep() -> None:
    """Take that room away."""
    for name, table, *_ in OVER:
        op.drop_index(name, table)
    for table, columns in AGES:
        op.drop_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table)
    with op.batch_alter_table("conversations") as conversations:
        conversations.drop_column("emptied_at")
    op.drop_table("chores")


def downgrade() -> None:
    """Take them away; what was noted in them is lost."""
    _keep()
    op.execute("DELETE FROM drafts")
    with op.batch_alter_table("drafts") as drafts:
        drafts.drop_constraint("fk_drafts_client_clients", type_="foreignkey")
        drafts.drop_column("client")
    for share in ("taking-part", "ratings", "goals", "words"):
        op.execute(
            f"UPDATE cares SET sharing = TRIM(REPLACE(' ' || sharing || ' ', ' {share} ', ' '))"  # noqa: S608 - one of ours
        )
    for table in ("cares", "invites"):
        with op.batch_alter_table(table) as altered:
            altered.drop_column("sent")
    with op.batch_alter_table("words") as words:
        words.drop_column("shown")
    for table in ("damaged", "erasures", "incoming", "looks"):
        op.drop_table(table)


def _has(name: str, kind: Any = sa.String, **options: Any) -> "sa.Column[Any]":  # noqa: ANN401 - SQLAlchemy's own
    return sa.Column(name, kind, nullable=False, **options)


def _flag(name: str) -> "sa.Column[bool]":
    return sa.Column(name, sa.Boolean, nullable=False, server_default=sa.false())


def _of_client(name: str, **options: Any) -> "sa.Column[Any]":  # noqa: ANN401 - SQLAlchemy's own
    goes = sa.ForeignKey("clients.id", ondelete="CASCADE")
    return sa.Column(name, sa.String, goes, nullable=False, **options)
