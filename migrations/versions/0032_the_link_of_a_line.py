"""By which link a module was opened from a course: some platforms keep a mark only beside its link

Revision: 0032
Follows: 0031
"""

import sqlalchemy as sa
from alembic import op


revision = '0032'
down_revision = '0031'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('lti_line', sa.Column('link', sa.String(length=255), nullable=True))


def downgrade() -> None:
    op.drop_column('lti_line', 'link')
