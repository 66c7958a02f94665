"""The passport: themes closed with a statement of practice

Revision: 0020
Follows: 0019
"""

import sqlalchemy as sa
from alembic import op


revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('passport_step',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('setting_id', sa.Integer(), nullable=False),
    sa.Column('theme', sa.String(length=60), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('by_post_id', sa.Integer(), nullable=False),
    sa.Column('statement', sa.Text(), nullable=False),
    sa.Column('review_on', sa.Date(), nullable=True),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('undoes_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['by_post_id'], ['post.id'], name=op.f('fk_passport_step_by_post_id')),
    sa.ForeignKeyConstraint(['setting_id'], ['setting.id'], name=op.f('fk_passport_step_setting_id')),
    sa.ForeignKeyConstraint(['undoes_id'], ['passport_step.id'], name=op.f('fk_passport_step_undoes_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_passport_step'))
    )
    op.create_index('ix_passport_step_setting_id_theme', 'passport_step', ['setting_id', 'theme', 'id'])
    op.create_index(op.f('ix_passport_step_by_post_id'), 'passport_step', ['by_post_id'])


def downgrade() -> None:
    op.drop_table('passport_step')
