"""Which ticket a message is of, and which department's, in a few pages of SQLite's."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

PLACES = {
    "search_message_place": ("message", ["id", "ticket_id"]),
    "search_head_place": ("ticket", ["id", "department_id"]),
}
"""A search asks this of hundreds of messages, which lie all over the file: of 2 000 000 every one
may be a page to fetch from the disk. Hundreds of these entries lie in a page. PostgreSQL's search
tables say it themselves. Their names begin as the search tables' do, whose shape is the migrations'
alone (`upgrade.differences`).
"""


def upgrade() -> None:
    """Go forward."""
    if op.get_bind().dialect.name == "sqlite":
        for name, (table, columns) in PLACES.items():
            op.create_index(name, table, columns)


def downgrade() -> None:
    """Go back."""
    if op.get_bind().dialect.name == "sqlite":
        for name, (table, _columns) in PLACES.items():
            op.drop_index(name, table)
