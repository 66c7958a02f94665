"""On whose desk a draft lies, beside its partnership's: of the trust or the setting that it is for

Revision: 0034
Follows: 0033
"""

import sqlalchemy as sa
from alembic import op


revision = '0034'
down_revision = '0033'
branch_labels = None
depends_on = None

OWNERS = ('trust', 'setting')


def upgrade() -> None:
    for owner in OWNERS:
        names = sa.ForeignKey(f'{owner}.id', name=op.f(f'fk_draft_{owner}_id'))
        op.add_column('draft', sa.Column(f'{owner}_id', sa.Integer(), names, nullable=True), inline_references=True)
        op.create_index(op.f(f'ix_draft_{owner}_id'), 'draft', [f'{owner}_id'])


def downgrade() -> None:
    for owner in OWNERS:
        op.drop_index(op.f(f'ix_draft_{owner}_id'), 'draft')
        op.drop_column('draft', f'{owner}_id')
