"""What somebody sent when her session had ended, sealed, for an hour

Revision: 0014
Follows: 0013
"""

import sqlalchemy as sa
from alembic import op


revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('kept_form',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('sealed', sa.Text(), nullable=False),
    sa.Column('kept_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_kept_form_person_id')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_kept_form'))
    )


def downgrade() -> None:
    op.drop_table('kept_form')
