"""Themes, and what first tries showed of each

Revision: 0005
Follows: 0004
"""

import sqlalchemy as sa
from alembic import op


revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('theme',
    sa.Column('ref', sa.String(length=60), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=120), nullable=False),
    sa.Column('sentence', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('ref', name=op.f('pk_theme'))
    )
    op.create_table('understanding',
    sa.Column('attempt_id', sa.Integer(), nullable=False),
    sa.Column('theme', sa.String(length=60), nullable=False),
    sa.Column('setting_id', sa.Integer(), nullable=False),
    sa.Column('post_id', sa.Integer(), nullable=False),
    sa.Column('module', sa.String(length=160), nullable=False),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('asked', sa.Integer(), nullable=False),
    sa.Column('wrong', sa.Integer(), nullable=False),
    sa.Column('sure_wrong', sa.Integer(), nullable=False),
    sa.Column('sent_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['attempt_id'], ['attempt.id'], name=op.f('fk_understanding_attempt_id')),
    sa.ForeignKeyConstraint(['post_id'], ['post.id'], name=op.f('fk_understanding_post_id')),
    sa.ForeignKeyConstraint(['setting_id'], ['setting.id'], name=op.f('fk_understanding_setting_id')),
    sa.PrimaryKeyConstraint('attempt_id', 'theme', name=op.f('pk_understanding'))
    )
    op.create_index('ix_understanding_setting_id_theme', 'understanding', ['setting_id', 'theme', 'role'])


def downgrade() -> None:
    op.drop_table('understanding')
    op.drop_table('theme')
