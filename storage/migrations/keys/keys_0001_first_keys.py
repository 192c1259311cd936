"""First keys: epochs and wrapped keys."""

import sqlalchemy as sa
from alembic import op

revision = "keys_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "epochs",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("proof", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "keys",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("epoch", sa.Integer, sa.ForeignKey("epochs.id"), nullable=False),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    """Take both away."""
    op.drop_table("keys")
    op.drop_table("epochs")
