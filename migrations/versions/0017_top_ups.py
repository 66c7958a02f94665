"""Journeys through what changed of a module since it was completed, and those that are done

Revision: 0017
Follows: 0016
"""

import sqlalchemy as sa
from alembic import op


revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('enrolment', sa.Column('top_up', sa.JSON(none_as_null=True), nullable=True))
    op.create_table('top_up',
    sa.Column('enrolment_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('post_id', sa.Integer(), nullable=False),
    sa.Column('module', sa.String(length=160), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('statements', sa.JSON(), nullable=False),
    sa.Column('done_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_top_up_enrolment_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_top_up_person_id')),
    sa.ForeignKeyConstraint(['post_id'], ['post.id'], name=op.f('fk_top_up_post_id')),
    sa.ForeignKeyConstraint(['version_id'], ['module_version.id'], name=op.f('fk_top_up_version_id')),
    sa.PrimaryKeyConstraint('enrolment_id', name=op.f('pk_top_up'))
    )
    with op.batch_alter_table('top_up', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_top_up_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_top_up_post_id'), ['post_id'], unique=False)


def downgrade() -> None:
    op.drop_table('top_up')
    op.drop_column('enrolment', 'top_up')
