"""Indexes for the desk of thousands: what standings are called is counted from an index alone

Revision: 0023
Follows: 0022
"""

from alembic import op


revision = '0023'
down_revision = '0022'
branch_labels = None
depends_on = None


CALLED = ['done_on', 'began_on', 'renew_by', 'due_by', 'top_up_on', 'relief', 'relief_from', 'relief_until']
DAYS = ['due_on', 'done_on', 'renew_from', 'top_up_on', 'away_from', 'away_to', 'counted_id']


def upgrade() -> None:
    op.drop_index('ix_standing_by_done', 'standing')
    op.create_index('ix_standing_called', 'standing', ['setting_id', 'module', *CALLED])
    op.drop_index('ix_requirement_standing_by_day', 'requirement_standing')
    op.create_index('ix_requirement_standing_by_day', 'requirement_standing', ['setting_id', 'code', *DAYS])


def downgrade() -> None:
    op.drop_index('ix_requirement_standing_by_day', 'requirement_standing')
    op.create_index('ix_requirement_standing_by_day', 'requirement_standing', ['setting_id', 'code', 'due_on', 'post_id'])
    op.drop_index('ix_standing_called', 'standing')
    op.create_index('ix_standing_by_done', 'standing', ['setting_id', 'module', 'done_on', 'post_id'])
