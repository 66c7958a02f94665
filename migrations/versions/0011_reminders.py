"""Reminders: what a setting chose, what was sent, how far it has come, and each day's round

Revision: 0011
Follows: 0010
"""

import sqlalchemy as sa
from alembic import op


revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('reminder_choice',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('setting_id', sa.Integer(), nullable=False),
    sa.Column('rule', sa.String(length=20), nullable=False),
    sa.Column('is_on', sa.Boolean(), nullable=False),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('chosen_by', sa.Integer(), nullable=False),
    sa.Column('chosen_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['chosen_by'], ['person.id'], name=op.f('fk_reminder_choice_chosen_by')),
    sa.ForeignKeyConstraint(['setting_id'], ['setting.id'], name=op.f('fk_reminder_choice_setting_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reminder_choice'))
    )
    op.create_index('ix_reminder_choice_setting_id', 'reminder_choice', ['setting_id'])
    op.create_table('reminder',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=60), nullable=False),
    sa.Column('setting_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('rule', sa.String(length=20), nullable=False),
    sa.Column('items', sa.JSON(), nullable=False),
    sa.Column('by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['by'], ['person.id'], name=op.f('fk_reminder_by')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_reminder_person_id')),
    sa.ForeignKeyConstraint(['setting_id'], ['setting.id'], name=op.f('fk_reminder_setting_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reminder')),
    sa.UniqueConstraint('key', name=op.f('uq_reminder_key'))
    )
    op.create_index('ix_reminder_setting_id_day', 'reminder', ['setting_id', 'day', 'id'])
    op.create_index('ix_reminder_person_id_day', 'reminder', ['person_id', 'day'])
    op.create_table('reminder_mark',
    sa.Column('post_id', sa.Integer(), nullable=False),
    sa.Column('module', sa.String(length=160), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('through', sa.Date(), nullable=False),
    sa.Column('overdue_for', sa.Date(), nullable=True),
    sa.Column('overdue_sent', sa.Integer(), nullable=False),
    sa.Column('overdue_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_reminder_mark_person_id')),
    sa.ForeignKeyConstraint(['post_id'], ['post.id'], name=op.f('fk_reminder_mark_post_id')),
    sa.PrimaryKeyConstraint('post_id', 'module', name=op.f('pk_reminder_mark'))
    )
    op.create_index('ix_reminder_mark_person_id', 'reminder_mark', ['person_id'])
    op.create_table('reminder_round',
    sa.Column('setting_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('through_person', sa.Integer(), nullable=False),
    sa.Column('counts', sa.JSON(), nullable=False),
    sa.Column('met_fault', sa.Boolean(), nullable=False),
    sa.Column('waits_until', sa.DateTime(), nullable=True),
    sa.Column('ended_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['setting_id'], ['setting.id'], name=op.f('fk_reminder_round_setting_id')),
    sa.PrimaryKeyConstraint('setting_id', 'day', name=op.f('pk_reminder_round'))
    )


def downgrade() -> None:
    op.drop_table('reminder_round')
    op.drop_table('reminder_mark')
    op.drop_table('reminder')
    op.drop_table('reminder_choice')
