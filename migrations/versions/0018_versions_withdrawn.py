"""Versions taken back because their guidance was wrong

Revision: 0018
Follows: 0017
"""

import sqlalchemy as sa
from alembic import op


revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('module_version', sa.Column('withdrawn_at', sa.DateTime(), nullable=True))
    op.create_table('version_withdrawal',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.Column('wrong', sa.JSON(), nullable=False),
    sa.Column('made_by', sa.Integer(), nullable=False),
    sa.Column('made_at', sa.DateTime(), nullable=False),
    sa.Column('undone_by', sa.Integer(), nullable=True),
    sa.Column('undone_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['made_by'], ['person.id'], name=op.f('fk_version_withdrawal_made_by')),
    sa.ForeignKeyConstraint(['undone_by'], ['person.id'], name=op.f('fk_version_withdrawal_undone_by')),
    sa.ForeignKeyConstraint(['version_id'], ['module_version.id'], name=op.f('fk_version_withdrawal_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_version_withdrawal'))
    )
    with op.batch_alter_table('version_withdrawal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_version_withdrawal_made_by'), ['made_by'], unique=False)
        batch_op.create_index(batch_op.f('ix_version_withdrawal_version_id'), ['version_id'], unique=False)


def downgrade() -> None:
    op.drop_table('version_withdrawal')
    op.drop_column('module_version', 'withdrawn_at')
