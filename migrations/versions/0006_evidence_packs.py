"""Evidence packs that were sealed

Revision: 0006
Follows: 0005
"""

import sqlalchemy as sa
from alembic import op


revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('evidence_pack',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('setting_id', sa.Integer(), nullable=False),
    sa.Column('as_at', sa.Date(), nullable=False),
    sa.Column('made_at', sa.DateTime(), nullable=False),
    sa.Column('made_by', sa.Integer(), nullable=True),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('facts', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['made_by'], ['person.id'], name=op.f('fk_evidence_pack_made_by')),
    sa.ForeignKeyConstraint(['setting_id'], ['setting.id'], name=op.f('fk_evidence_pack_setting_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evidence_pack')),
    sa.UniqueConstraint('code', name=op.f('uq_evidence_pack_code'))
    )
    op.create_index(op.f('ix_evidence_pack_setting_id'), 'evidence_pack', ['setting_id'])


def downgrade() -> None:
    op.drop_table('evidence_pack')
