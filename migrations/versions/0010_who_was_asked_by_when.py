"""Who was asked for what by when, time given, training elsewhere, and the shorter path of a renewal

Revision: 0010
Follows: 0009
"""

import sqlalchemy as sa
from alembic import op


revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None

STANDING = ('assigned_on', 'due_by', 'relief', 'relief_from', 'relief_until')
TABLES = ('training_decision', 'evidence', 'outside_training', 'relief', 'assigned', 'assignment')


def upgrade() -> None:
    op.create_table('assignment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('setting_id', sa.Integer(), nullable=False),
    sa.Column('module', sa.String(length=160), nullable=False),
    sa.Column('whom', sa.JSON(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('days', sa.Integer(), nullable=True),
    sa.Column('how', sa.String(length=20), nullable=False),
    sa.Column('note', sa.String(length=300), nullable=True),
    sa.Column('made_by', sa.Integer(), nullable=False),
    sa.Column('made_at', sa.DateTime(), nullable=False),
    sa.Column('ended_by', sa.Integer(), nullable=True),
    sa.Column('ended_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['ended_by'], ['person.id'], name=op.f('fk_assignment_ended_by')),
    sa.ForeignKeyConstraint(['made_by'], ['person.id'], name=op.f('fk_assignment_made_by')),
    sa.ForeignKeyConstraint(['setting_id'], ['setting.id'], name=op.f('fk_assignment_setting_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assignment'))
    )
    op.create_index(op.f('ix_assignment_setting_id'), 'assignment', ['setting_id'])
    op.create_table('assigned',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('assignment_id', sa.Integer(), nullable=False),
    sa.Column('post_id', sa.Integer(), nullable=False),
    sa.Column('assigned_on', sa.Date(), nullable=False),
    sa.Column('due_by', sa.Date(), nullable=False),
    sa.Column('told_at', sa.DateTime(), nullable=False),
    sa.Column('ended_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['assignment_id'], ['assignment.id'], name=op.f('fk_assigned_assignment_id')),
    sa.ForeignKeyConstraint(['post_id'], ['post.id'], name=op.f('fk_assigned_post_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assigned'))
    )
    op.create_index(op.f('ix_assigned_assignment_id'), 'assigned', ['assignment_id'])
    op.create_index(op.f('ix_assigned_post_id'), 'assigned', ['post_id'])
    op.create_table('relief',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('post_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('module', sa.String(length=160), nullable=True),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('reason', sa.String(length=300), nullable=True),
    sa.Column('begins_on', sa.Date(), nullable=False),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('resume_by', sa.Date(), nullable=True),
    sa.Column('given_by', sa.Integer(), nullable=False),
    sa.Column('given_at', sa.DateTime(), nullable=False),
    sa.Column('answered_by', sa.Integer(), nullable=True),
    sa.Column('answered_at', sa.DateTime(), nullable=True),
    sa.Column('accepted', sa.Boolean(), nullable=True),
    sa.Column('withdrawn_by', sa.Integer(), nullable=True),
    sa.Column('withdrawn_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['answered_by'], ['person.id'], name=op.f('fk_relief_answered_by')),
    sa.ForeignKeyConstraint(['given_by'], ['person.id'], name=op.f('fk_relief_given_by')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_relief_person_id')),
    sa.ForeignKeyConstraint(['post_id'], ['post.id'], name=op.f('fk_relief_post_id')),
    sa.ForeignKeyConstraint(['withdrawn_by'], ['person.id'], name=op.f('fk_relief_withdrawn_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_relief'))
    )
    op.create_index(op.f('ix_relief_person_id'), 'relief', ['person_id'])
    op.create_index(op.f('ix_relief_post_id'), 'relief', ['post_id'])
    op.create_table('outside_training',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('post_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('earlier_id', sa.Integer(), nullable=True),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('done_on', sa.Date(), nullable=False),
    sa.Column('provider', sa.String(length=160), nullable=True),
    sa.Column('number', sa.String(length=80), nullable=True),
    sa.Column('minutes', sa.Integer(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('recorded_by', sa.Integer(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['earlier_id'], ['earlier_training.id'], name=op.f('fk_outside_training_earlier_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_outside_training_person_id')),
    sa.ForeignKeyConstraint(['post_id'], ['post.id'], name=op.f('fk_outside_training_post_id')),
    sa.ForeignKeyConstraint(['recorded_by'], ['person.id'], name=op.f('fk_outside_training_recorded_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outside_training'))
    )
    op.create_index(op.f('ix_outside_training_person_id'), 'outside_training', ['person_id'])
    op.create_index(op.f('ix_outside_training_post_id'), 'outside_training', ['post_id'])
    op.create_table('evidence',
    sa.Column('training_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('mimetype', sa.String(length=40), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['training_id'], ['outside_training.id'], name=op.f('fk_evidence_training_id')),
    sa.PrimaryKeyConstraint('training_id', name=op.f('pk_evidence'))
    )
    op.create_table('training_decision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('training_id', sa.Integer(), nullable=False),
    sa.Column('accepted', sa.Boolean(), nullable=False),
    sa.Column('module', sa.String(length=160), nullable=True),
    sa.Column('contributes_to', sa.JSON(), nullable=False),
    sa.Column('counts_until', sa.Date(), nullable=True),
    sa.Column('reason', sa.String(length=300), nullable=False),
    sa.Column('decided_by', sa.Integer(), nullable=False),
    sa.Column('decided_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['decided_by'], ['person.id'], name=op.f('fk_training_decision_decided_by')),
    sa.ForeignKeyConstraint(['training_id'], ['outside_training.id'], name=op.f('fk_training_decision_training_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_training_decision'))
    )
    op.create_index(op.f('ix_training_decision_training_id'), 'training_decision', ['training_id'])
    op.add_column('enrolment', sa.Column('is_renewal', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column('standing', sa.Column('assigned_on', sa.Date(), nullable=True))
    op.add_column('standing', sa.Column('due_by', sa.Date(), nullable=True))
    op.add_column('standing', sa.Column('relief', sa.String(length=20), nullable=True))
    op.add_column('standing', sa.Column('relief_from', sa.Date(), nullable=True))
    op.add_column('standing', sa.Column('relief_until', sa.Date(), nullable=True))
    op.create_index('ix_standing_by_due', 'standing', ['setting_id', 'module', 'due_by', 'post_id'])


def downgrade() -> None:
    op.drop_index('ix_standing_by_due', 'standing')
    for column in STANDING:
        op.drop_column('standing', column)
    op.drop_column('enrolment', 'is_renewal')
    for table in TABLES:
        op.drop_table(table)
