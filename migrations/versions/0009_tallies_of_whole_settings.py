"""How whole settings stand, counted for pages over many of them

Revision: 0009
Follows: 0008
"""

import sqlalchemy as sa
from alembic import op


revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('setting_tally',
    sa.Column('setting_id', sa.Integer(), nullable=False),
    sa.Column('numbers', sa.JSON(), nullable=False),
    sa.Column('counted_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['setting_id'], ['setting.id'], name=op.f('fk_setting_tally_setting_id')),
    sa.PrimaryKeyConstraint('setting_id', name=op.f('pk_setting_tally'))
    )
    op.create_table('roll_up',
    sa.Column('partnership_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=30), nullable=False),
    sa.Column('settings', sa.Integer(), nullable=False),
    sa.Column('numbers', sa.JSON(), nullable=False),
    sa.Column('counted_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['partnership_id'], ['partnership.id'], name=op.f('fk_roll_up_partnership_id')),
    sa.PrimaryKeyConstraint('partnership_id', 'kind', name=op.f('pk_roll_up'))
    )
    op.create_table('stale_tally',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('setting_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['setting_id'], ['setting.id'], name=op.f('fk_stale_tally_setting_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stale_tally'))
    )
    op.create_index('ix_stale_tally_setting_id', 'stale_tally', ['setting_id'])


def downgrade() -> None:
    op.drop_table('stale_tally')
    op.drop_table('roll_up')
    op.drop_table('setting_tally')
