"""What a learning record store is still to be told

Revision: 0038
Follows: 0037
"""

import sqlalchemy as sa
from alembic import op


revision = '0038'
down_revision = '0037'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'xapi_statement',
        sa.Column('id', sa.String(36), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('body', sa.JSON(), nullable=False),
        sa.Column('queued_at', sa.DateTime(), nullable=False),
        sa.Column('due_at', sa.DateTime(), nullable=True),
        sa.Column('tries', sa.Integer(), nullable=False),
        sa.Column('answer', sa.String(120), nullable=False),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_xapi_statement_person_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_xapi_statement')),
    )
    op.create_index(op.f('ix_xapi_statement_person_id'), 'xapi_statement', ['person_id'])
    op.create_index(op.f('ix_xapi_statement_due_at'), 'xapi_statement', ['due_at'])


def downgrade() -> None:
    op.drop_index(op.f('ix_xapi_statement_due_at'), 'xapi_statement')
    op.drop_index(op.f('ix_xapi_statement_person_id'), 'xapi_statement')
    op.drop_table('xapi_statement')
