"""Why nobody signs in as somebody any more; which setting and which person an act in the audit log concerns

Revision: 0007
Follows: 0006
"""

import sqlalchemy as sa
from alembic import op


revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

CLOSED = (
    ("merged", "id IN (SELECT merged_id FROM person_merge WHERE undone_at IS NULL)"),
    ("erased", "username LIKE 'erased-%'"),
    ("deactivated", "closed_for IS NULL"),
)


def upgrade() -> None:
    op.add_column('person', sa.Column('closed_for', sa.String(length=20), nullable=True))
    for why, those in CLOSED:
        op.execute(f"UPDATE person SET closed_for = '{why}' WHERE closed_at IS NOT NULL AND {those}")
    op.add_column('audit_entry', sa.Column('setting_id', sa.Integer(), nullable=True))
    op.add_column('audit_entry', sa.Column('about_id', sa.Integer(), nullable=True))
    _fill()
    op.drop_index('ix_audit_entry_person', 'audit_entry')
    for column in ('person_id', 'setting_id', 'about_id', 'act', 'at'):
        op.create_index(f'ix_audit_entry_{column}_id', 'audit_entry', [column, 'id'])


def _fill() -> None:
    """What older acts concern, from what they say."""
    entry = sa.table('audit_entry', sa.column('facts', sa.JSON), sa.column('setting_id', sa.Integer),
                     sa.column('about_id', sa.Integer))
    for column, fact in (('setting_id', 'setting'), ('about_id', 'person')):
        says = entry.c.facts[fact].as_integer()
        op.execute(entry.update().values({column: says}).where(entry.c.facts[fact].as_string().is_not(None)))


def downgrade() -> None:
    for column in ('person_id', 'setting_id', 'about_id', 'act', 'at'):
        op.drop_index(f'ix_audit_entry_{column}_id', 'audit_entry')
    op.create_index('ix_audit_entry_person', 'audit_entry', ['person_id'])
    op.drop_column('audit_entry', 'about_id')
    op.drop_column('audit_entry', 'setting_id')
    op.drop_column('person', 'closed_for')
