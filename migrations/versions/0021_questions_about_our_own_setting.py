"""Questions made of a setting's own facts, as they were put and answered

Revision: 0021
Follows: 0020
"""

import sqlalchemy as sa
from alembic import op


revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('here_question',
    sa.Column('attempt_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('enrolment_id', sa.Integer(), nullable=False),
    sa.Column('setting_id', sa.Integer(), nullable=False),
    sa.Column('post_id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=80), nullable=False),
    sa.Column('topic', sa.String(length=20), nullable=False),
    sa.Column('payload', sa.JSON(), nullable=False),
    sa.Column('order', sa.JSON(), nullable=False),
    sa.Column('facts', sa.JSON(), nullable=False),
    sa.Column('checked_on', sa.Date(), nullable=True),
    sa.Column('put_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['attempt_id'], ['attempt.id'], name=op.f('fk_here_question_attempt_id')),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_here_question_enrolment_id')),
    sa.ForeignKeyConstraint(['post_id'], ['post.id'], name=op.f('fk_here_question_post_id')),
    sa.ForeignKeyConstraint(['setting_id'], ['setting.id'], name=op.f('fk_here_question_setting_id')),
    sa.PrimaryKeyConstraint('attempt_id', 'position', name=op.f('pk_here_question'))
    )
    for name in ('enrolment_id', 'setting_id', 'post_id'):
        op.create_index(op.f(f'ix_here_question_{name}'), 'here_question', [name])
    op.create_table('here_answer',
    sa.Column('attempt_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('response', sa.JSON(), nullable=False),
    sa.Column('is_right', sa.Boolean(), nullable=False),
    sa.Column('answered_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['attempt_id', 'position'], ['here_question.attempt_id', 'here_question.position'], name=op.f('fk_here_answer_attempt_id_position')),
    sa.PrimaryKeyConstraint('attempt_id', 'position', name=op.f('pk_here_answer'))
    )


def downgrade() -> None:
    op.drop_table('here_answer')
    op.drop_table('here_question')
