"""Team meetings: what happened to each, its register, the answers from it, and what it decided

Revision: 0019
Follows: 0018
"""

import sqlalchemy as sa
from alembic import op


revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('meeting',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('setting_id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=12), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=30), nullable=False),
    sa.Column('theme', sa.String(length=60), nullable=True),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('facilitator_post_id', sa.Integer(), nullable=False),
    sa.Column('made_by', sa.Integer(), nullable=False),
    sa.Column('made_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['setting_id'], ['setting.id'], name=op.f('fk_meeting_setting_id')),
    sa.ForeignKeyConstraint(['version_id'], ['module_version.id'], name=op.f('fk_meeting_version_id')),
    sa.ForeignKeyConstraint(['facilitator_post_id'], ['post.id'], name=op.f('fk_meeting_facilitator_post_id')),
    sa.ForeignKeyConstraint(['made_by'], ['post.id'], name=op.f('fk_meeting_made_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting')),
    sa.UniqueConstraint('code', name=op.f('uq_meeting_code'))
    )
    op.create_index(op.f('ix_meeting_setting_id'), 'meeting', ['setting_id'])
    op.create_table('meeting_step',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('by_post_id', sa.Integer(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_meeting_step_meeting_id')),
    sa.ForeignKeyConstraint(['by_post_id'], ['post.id'], name=op.f('fk_meeting_step_by_post_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting_step'))
    )
    op.create_index(op.f('ix_meeting_step_meeting_id'), 'meeting_step', ['meeting_id'])
    op.create_table('meeting_attendance',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('post_id', sa.Integer(), nullable=False),
    sa.Column('was_there', sa.Boolean(), nullable=False),
    sa.Column('late', sa.Integer(), nullable=False),
    sa.Column('early', sa.Integer(), nullable=False),
    sa.Column('how', sa.String(length=20), nullable=False),
    sa.Column('noted_at', sa.DateTime(), nullable=False),
    sa.Column('noted_by', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_meeting_attendance_meeting_id')),
    sa.ForeignKeyConstraint(['post_id'], ['post.id'], name=op.f('fk_meeting_attendance_post_id')),
    sa.ForeignKeyConstraint(['noted_by'], ['post.id'], name=op.f('fk_meeting_attendance_noted_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting_attendance'))
    )
    op.create_index('ix_meeting_attendance_meeting_id', 'meeting_attendance', ['meeting_id', 'id'])
    op.create_index(op.f('ix_meeting_attendance_post_id'), 'meeting_attendance', ['post_id'])
    op.create_table('meeting_answers',
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('post_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=64), nullable=True),
    sa.Column('line', sa.String(length=200), nullable=False),
    sa.Column('paper', sa.Integer(), nullable=False, server_default='1'),
    sa.Column('on_paper', sa.Boolean(), nullable=False, server_default=sa.false()),
    sa.Column('kept_at', sa.DateTime(), nullable=False),
    sa.Column('keyed_in_by', sa.Integer(), nullable=True),
    sa.Column('enrolment_id', sa.Integer(), nullable=True),
    sa.Column('number', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_meeting_answers_meeting_id')),
    sa.ForeignKeyConstraint(['post_id'], ['post.id'], name=op.f('fk_meeting_answers_post_id')),
    sa.ForeignKeyConstraint(['keyed_in_by'], ['post.id'], name=op.f('fk_meeting_answers_keyed_in_by')),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_meeting_answers_enrolment_id')),
    sa.PrimaryKeyConstraint('meeting_id', 'post_id', name=op.f('pk_meeting_answers')),
    sa.UniqueConstraint('key', name=op.f('uq_meeting_answers_key'))
    )
    op.create_table('meeting_decision',
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('action_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_meeting_decision_meeting_id')),
    sa.ForeignKeyConstraint(['action_id'], ['practice_action.id'], name=op.f('fk_meeting_decision_action_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('meeting_id', 'action_id', name=op.f('pk_meeting_decision'))
    )


def downgrade() -> None:
    for table in ('meeting_decision', 'meeting_answers', 'meeting_attendance', 'meeting_step', 'meeting'):
        op.drop_table(table)
