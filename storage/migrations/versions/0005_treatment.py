"""Finding treatment: clinics that the operator imported."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TEXTS = ("name", "street", "city", "region", "postcode", "phone", "website")
LOOKED_UP = ("called", "town", "within", "code")
OFFERED = ("substance_use", "mental_health", "medication")


def upgrade() -> None:
    """Make the table and what it is searched by."""
    op.create_table(
        "clinics",
        _has("id", primary_key=True),
        _has("edition", sa.Integer),
        *map(_has, TEXTS),
        _has("latitude", sa.Double),
        _has("longitude", sa.Double),
        *map(_has, LOOKED_UP),
        *(_has(name, sa.Boolean) for name in OFFERED),
        _has("languages"),
    )
    for columns in (["latitude", "longitude"], ["within"], ["town"], ["code"], ["edition"]):
        op.create_index(op.f(f"ix_clinics_{'_'.join(columns)}"), "clinics", columns)


def downgrade() -> None:
    """Take it away; the operator's file can be imported again."""
    op.drop_table("clinics")


def _has(name: str, kind: Any = sa.String, **options: Any) -> "sa.Column[Any]":  # noqa: ANN401 - SQLAlchemy's own
    return sa.Column(name, kind, nullable=False, **options)
