"""Long files of jobs in parts

Revision: 0036
Follows: 0035
"""

import sqlalchemy as sa
from alembic import op


revision = '0036'
down_revision = '0035'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('job_file_part',
    sa.Column('job_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['job_id'], ['job.id'], name=op.f('fk_job_file_part_job_id')),
    sa.PrimaryKeyConstraint('job_id', 'number', name=op.f('pk_job_file_part'))
    )


def downgrade() -> None:
    op.drop_table('job_file_part')
