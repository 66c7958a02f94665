"""Journeys that were opened from another platform

Revision: 0033
Follows: 0032
"""

import sqlalchemy as sa
from alembic import op


revision = '0033'
down_revision = '0032'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'package_launch',
        sa.Column('digest', sa.String(64), nullable=False),
        sa.Column('enrolment_id', sa.Integer(), nullable=False),
        sa.Column('opened_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_package_launch_enrolment_id')),
        sa.PrimaryKeyConstraint('digest', name=op.f('pk_package_launch')),
    )
    op.create_index(op.f('ix_package_launch_enrolment_id'), 'package_launch', ['enrolment_id'])


def downgrade() -> None:
    op.drop_index(op.f('ix_package_launch_enrolment_id'), 'package_launch')
    op.drop_table('package_launch')
