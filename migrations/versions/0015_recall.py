"""One question weeks after a module, and whether somebody wants to be asked

Revision: 0015
Follows: 0014
"""

import sqlalchemy as sa
from alembic import op


revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('recall_question',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('cause', sa.String(length=60), nullable=False),
    sa.Column('key', sa.String(length=60), nullable=False),
    sa.Column('setting_id', sa.Integer(), nullable=False),
    sa.Column('post_id', sa.Integer(), nullable=False),
    sa.Column('completion_id', sa.Integer(), nullable=False),
    sa.Column('module', sa.String(length=160), nullable=False),
    sa.Column('kind', sa.String(length=30), nullable=False),
    sa.Column('weeks', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=80), nullable=False),
    sa.Column('token_digest', sa.String(length=64), nullable=True),
    sa.Column('slip', sa.String(length=8), nullable=True),
    sa.Column('asked_at', sa.DateTime(), nullable=False),
    sa.Column('closes_at', sa.DateTime(), nullable=False),
    sa.Column('answered_at', sa.DateTime(), nullable=True),
    sa.Column('response', sa.JSON(), nullable=True),
    sa.Column('is_right', sa.Boolean(), nullable=True),
    sa.ForeignKeyConstraint(['completion_id'], ['completion.id'], name=op.f('fk_recall_question_completion_id')),
    sa.ForeignKeyConstraint(['post_id'], ['post.id'], name=op.f('fk_recall_question_post_id')),
    sa.ForeignKeyConstraint(['setting_id'], ['setting.id'], name=op.f('fk_recall_question_setting_id')),
    sa.ForeignKeyConstraint(['version_id'], ['module_version.id'], name=op.f('fk_recall_question_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recall_question')),
    sa.UniqueConstraint('cause', name=op.f('uq_recall_question_cause')),
    sa.UniqueConstraint('key', name=op.f('uq_recall_question_key')),
    sa.UniqueConstraint('slip', name=op.f('uq_recall_question_slip')),
    sa.UniqueConstraint('token_digest', name=op.f('uq_recall_question_token_digest'))
    )
    for name in ('completion_id', 'post_id', 'setting_id'):
        op.create_index(op.f(f'ix_recall_question_{name}'), 'recall_question', [name])
    op.create_table('recall_choice',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('is_on', sa.Boolean(), nullable=False),
    sa.Column('chosen_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_recall_choice_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recall_choice'))
    )
    op.create_index(op.f('ix_recall_choice_person_id'), 'recall_choice', ['person_id'])


def downgrade() -> None:
    op.drop_table('recall_choice')
    op.drop_table('recall_question')
