"""Privacy: who looked, what is shown of one's words, what can be cleared, what was set aside."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
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
    op.execute("DELETE FROM drafts")  # nothing in one holds before it is saved
    with op.batch_alter_table("drafts") as drafts:
        drafts.add_column(sa.Column("client", sa.String))
        drafts.create_foreign_key(
            "fk_drafts_client_clients", "clients", ["client"], ["id"], ondelete="CASCADE"
        )


def downgrade() -> None:
    """Take them away; what was noted in them is lost."""
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
