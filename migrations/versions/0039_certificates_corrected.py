"""Certificates corrected: another of the next issue number for the same completion

Revision: 0039
Follows: 0038
"""

import sqlalchemy as sa
from alembic import op


revision = '0039'
down_revision = '0038'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('certificate') as table:
        table.add_column(sa.Column('issue_number', sa.Integer(), nullable=False, server_default='1'))
        table.add_column(sa.Column('corrected_by', sa.Integer(), nullable=True))
        table.add_column(sa.Column('correction', sa.String(length=40), nullable=True))
        table.create_foreign_key(op.f('fk_certificate_corrected_by'), 'person', ['corrected_by'], ['id'])
        table.drop_constraint(op.f('uq_certificate_completion_id'), type_='unique')
        table.create_unique_constraint(op.f('uq_certificate_completion_id_issue_number'), ['completion_id', 'issue_number'])


def downgrade() -> None:
    """The newest of each completion is kept; those that it replaced go, with what was said of them."""
    newer = 'SELECT 1 FROM certificate AS n WHERE n.completion_id = certificate.completion_id AND n.issue_number > certificate.issue_number'
    old = f'SELECT id FROM certificate WHERE EXISTS ({newer})'
    op.execute(f'DELETE FROM certificate_withdrawal WHERE certificate_id IN ({old})')
    op.execute(f'DELETE FROM certificate WHERE EXISTS ({newer})')
    with op.batch_alter_table('certificate') as table:
        table.drop_constraint(op.f('uq_certificate_completion_id_issue_number'), type_='unique')
        table.create_unique_constraint(op.f('uq_certificate_completion_id'), ['completion_id'])
        table.drop_constraint(op.f('fk_certificate_corrected_by'), type_='foreignkey')
        table.drop_column('correction')
        table.drop_column('corrected_by')
        table.drop_column('issue_number')
