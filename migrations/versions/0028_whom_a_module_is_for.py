"""Whom a module is for: everybody, a partnership, a trust or one setting

Revision: 0028
Follows: 0027
"""

import sqlalchemy as sa
from alembic import op


revision = '0028'
down_revision = '0027'
branch_labels = None
depends_on = None

OWNERS = ('partnership', 'trust', 'setting')
KNOWN = sa.text(
    'UPDATE setting_change SET trust_id = ('
    'SELECT trust_member.trust_id FROM trust_member WHERE trust_member.setting_id = setting_change.setting_id)'
)


def upgrade() -> None:
    for owner in OWNERS:
        _add('module_version', owner)
    _add('setting_change', 'trust')
    op.execute(KNOWN)  # nobody kept since when; no module was only for a trust then, so it decides nothing


def _add(table: str, owner: str) -> None:
    """A column that names an owner, added in place, as other tables name these and SQLite would copy them."""
    names = sa.ForeignKey(f'{owner}.id', name=op.f(f'fk_{table}_{owner}_id'))
    op.add_column(table, sa.Column(f'{owner}_id', sa.Integer(), names, nullable=True), inline_references=True)


def downgrade() -> None:
    op.drop_column('setting_change', 'trust_id')
    for owner in OWNERS:
        op.drop_column('module_version', f'{owner}_id')
