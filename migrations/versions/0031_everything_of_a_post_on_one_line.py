"""Everywhere a post stands on one line, for tables of whole settings

Revision: 0031
Follows: 0030
"""

import sqlalchemy as sa
from alembic import op


revision = '0031'
down_revision = '0030'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('standing_line',
    sa.Column('post_id', sa.Integer(), nullable=False),
    sa.Column('setting_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('person_name', sa.String(length=120), nullable=False),
    sa.Column('sort_name', sa.String(length=120), nullable=False),
    sa.Column('job_title', sa.String(length=120), nullable=False),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('modules', sa.Text(), nullable=False),
    sa.Column('module_facts', sa.Text(), nullable=False),
    sa.Column('codes', sa.Text(), nullable=False),
    sa.Column('code_facts', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_standing_line_person_id')),
    sa.ForeignKeyConstraint(['post_id'], ['post.id'], name=op.f('fk_standing_line_post_id')),
    sa.ForeignKeyConstraint(['setting_id'], ['setting.id'], name=op.f('fk_standing_line_setting_id')),
    sa.PrimaryKeyConstraint('post_id', name=op.f('pk_standing_line'))
    )
    op.create_index(op.f('ix_standing_line_person_id'), 'standing_line', ['person_id'])
    op.create_index('ix_standing_line_by_name', 'standing_line', ['setting_id', 'sort_name', 'post_id'])


def downgrade() -> None:
    op.drop_table('standing_line')
