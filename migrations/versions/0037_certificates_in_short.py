"""What lists of many need of a certificate's facts, beside them

Revision: 0037
Follows: 0036
"""

import json

import sqlalchemy as sa
from alembic import op


revision = '0037'
down_revision = '0036'
branch_labels = None
depends_on = None


KEPT = ('module_title', 'level', 'completed_on', 'renew_by')


def upgrade() -> None:
    op.add_column('certificate', sa.Column('in_short', sa.Text(), server_default='[]', nullable=False))
    bind = op.get_bind()
    table = sa.table('certificate', sa.column('id', sa.Integer), sa.column('facts', sa.JSON), sa.column('in_short', sa.Text))
    last = 0
    while rows := bind.execute(
        sa.select(table.c.id, table.c.facts).where(table.c.id > last).order_by(table.c.id).limit(1000)
    ).all():
        last = rows[-1].id
        bind.execute(
            sa.update(table).where(table.c.id == sa.bindparam('number')).values(in_short=sa.bindparam('text')),
            [{'number': number, 'text': json.dumps([facts.get(name) for name in KEPT])} for number, facts in rows],
        )


def downgrade() -> None:
    op.drop_column('certificate', 'in_short')
