"""An index of the words that wait for an answer, for the front of the desk

Revision: 0026
Follows: 0025
"""

import sqlalchemy as sa
from alembic import op


revision = '0026'
down_revision = '0025'
branch_labels = None
depends_on = None


OPEN = sa.text('answered_at IS NULL AND withdrawn_at IS NULL')


def upgrade() -> None:
    op.create_index('ix_relief_open', 'relief', ['kind', 'post_id'], sqlite_where=OPEN, postgresql_where=OPEN)


def downgrade() -> None:
    op.drop_index('ix_relief_open', 'relief')
