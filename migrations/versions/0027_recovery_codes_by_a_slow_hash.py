"""Recovery codes kept by a slow hash of the digest that was kept before

Revision: 0027
Follows: 0026
"""

import sqlalchemy as sa
from alembic import op
from argon2 import PasswordHasher


revision = '0027'
down_revision = '0026'
branch_labels = None
depends_on = None


HASHER = PasswordHasher(time_cost=1, memory_cost=46 * 1024, parallelism=1)
CODES = sa.table('recovery_code', sa.column('id'), sa.column('code_digest'))


def upgrade() -> None:
    with op.batch_alter_table('recovery_code') as batch_op:
        batch_op.alter_column('code_digest', existing_type=sa.String(64), type_=sa.String(200), existing_nullable=False)
    connection = op.get_bind()
    for number, digest in connection.execute(sa.select(CODES.c.id, CODES.c.code_digest)).all():
        wrapped = sa.update(CODES).where(CODES.c.id == number).values(code_digest=HASHER.hash(digest))
        connection.execute(wrapped)


def downgrade() -> None:
    # A slow hash leads back to no digest: whoever had codes makes new ones.
    op.execute(sa.delete(CODES))
    with op.batch_alter_table('recovery_code') as batch_op:
        batch_op.alter_column('code_digest', existing_type=sa.String(200), type_=sa.String(64), existing_nullable=False)
