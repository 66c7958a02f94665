"""Journeys that were put behind the wrong person, and taken back

Revision: 0035
Follows: 0034
"""

import sqlalchemy as sa
from alembic import op


revision = '0035'
down_revision = '0034'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'journey_taken_back',
        sa.Column('enrolment_id', sa.Integer(), nullable=False),
        sa.Column('taken_back_at', sa.DateTime(), nullable=False),
        sa.Column('by_person_id', sa.Integer(), nullable=False),
        sa.Column('reason', sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_journey_taken_back_enrolment_id')),
        sa.ForeignKeyConstraint(['by_person_id'], ['person.id'], name=op.f('fk_journey_taken_back_by_person_id')),
        sa.PrimaryKeyConstraint('enrolment_id', name=op.f('pk_journey_taken_back')),
    )


def downgrade() -> None:
    op.drop_table('journey_taken_back')
