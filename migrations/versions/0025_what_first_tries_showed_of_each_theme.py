"""What first tries showed of each theme, counted by setting and role

Revision: 0025
Follows: 0024
"""

import sqlalchemy as sa
from alembic import op


revision = '0025'
down_revision = '0024'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('theme_tally',
    sa.Column('setting_id', sa.Integer(), nullable=False),
    sa.Column('theme', sa.String(length=60), nullable=False),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('people', sa.Integer(), nullable=False),
    sa.Column('asked', sa.Integer(), nullable=False),
    sa.Column('wrong', sa.Integer(), nullable=False),
    sa.Column('sure_wrong', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['setting_id'], ['setting.id'], name=op.f('fk_theme_tally_setting_id')),
    sa.PrimaryKeyConstraint('setting_id', 'theme', 'role', name=op.f('pk_theme_tally'))
    )
    op.create_index(op.f('ix_understanding_post_id'), 'understanding', ['post_id'])
    op.execute(
        'INSERT INTO theme_tally (setting_id, theme, role, people, asked, wrong, sure_wrong)'
        ' SELECT setting_id, theme, role, count(DISTINCT post_id), sum(asked), sum(wrong), sum(sure_wrong)'
        ' FROM understanding GROUP BY setting_id, theme, role'
    )


def downgrade() -> None:
    op.drop_index(op.f('ix_understanding_post_id'), 'understanding')
    op.drop_table('theme_tally')
