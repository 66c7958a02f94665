"""Where each post stands over all its modules, span by span of days; indexes for the front of the desk

Revision: 0024
Follows: 0023
"""

import sqlalchemy as sa
from alembic import op


revision = '0024'
down_revision = '0023'
branch_labels = None
depends_on = None


SPAN = ['setting_id', 'called', 'longest', 'sort_name', 'post_id', 'from_day', 'to_day']


def upgrade() -> None:
    op.create_table('overall_standing',
    sa.Column('post_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('from_day', sa.Date(), nullable=False),
    sa.Column('to_day', sa.Date(), nullable=False),
    sa.Column('setting_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('sort_name', sa.String(length=120), nullable=False),
    sa.Column('called', sa.String(length=10), nullable=False),
    sa.Column('longest', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_overall_standing_person_id')),
    sa.ForeignKeyConstraint(['post_id'], ['post.id'], name=op.f('fk_overall_standing_post_id')),
    sa.ForeignKeyConstraint(['setting_id'], ['setting.id'], name=op.f('fk_overall_standing_setting_id')),
    sa.PrimaryKeyConstraint('post_id', 'number', name=op.f('pk_overall_standing'))
    )
    op.create_index(op.f('ix_overall_standing_person_id'), 'overall_standing', ['person_id'])
    op.create_index('ix_overall_standing_called', 'overall_standing', SPAN)
    op.create_index('ix_standing_done', 'standing', ['setting_id', 'done_on', 'post_id'])
    op.create_index('ix_post_held', 'post', ['setting_id', 'person_id', 'started_on', 'ended_on', 'site'])
    op.create_index('ix_notice_setting_state', 'notice', ['setting_id', 'state'])
    op.drop_index(op.f('ix_notice_setting_id'), 'notice')


def downgrade() -> None:
    op.create_index(op.f('ix_notice_setting_id'), 'notice', ['setting_id'])
    op.drop_index('ix_notice_setting_state', 'notice')
    op.drop_index('ix_post_held', 'post')
    op.drop_index('ix_standing_done', 'standing')
    op.drop_table('overall_standing')
