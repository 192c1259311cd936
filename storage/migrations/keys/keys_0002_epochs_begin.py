"""Epochs begin: since when each master key reigns."""

import sqlalchemy as sa
from alembic import op

revision = "keys_0002"
down_revision = "keys_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Note it; of an epoch from before, it is the first key's making that tells."""
    instant = sa.DateTime(timezone=True)
    unknown = sa.text("'1970-01-01 00:00:00+00'")
    if op.get_bind().dialect.name == "sqlite":
        unknown = sa.text("'1970-01-01 00:00:00.000000'")
    op.add_column("epochs", sa.Column("since", instant, nullable=False, server_default=unknown))
    op.execute(
        "UPDATE epochs SET since = COALESCE("
        "(SELECT MIN(made_at) FROM keys WHERE keys.epoch = epochs.id), since)"
    )


def downgrade() -> None:
    """Forget it."""
    op.drop_column("epochs", "since")
