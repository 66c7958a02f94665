"""What a change is called, statement by statement, and which kinds of setting it concerns

Revision: 0016
Follows: 0015
"""

import sqlalchemy as sa
from alembic import op


revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None

VERSION = sa.table('module_version', sa.column('id'), sa.column('changed', sa.JSON), sa.column('changes', sa.JSON))
STATEMENT = sa.table('version_statement', sa.column('version_id'), sa.column('code'), sa.column('kinds', sa.JSON))
REVIEW = sa.table('draft_review', sa.column('id'), sa.column('learning', sa.JSON), sa.column('names', sa.JSON))


def upgrade() -> None:
    op.add_column('module_version', sa.Column('changes', sa.JSON(), server_default='{}', nullable=False))
    op.add_column('draft_review', sa.Column('names', sa.JSON(), server_default='{}', nullable=False))
    bind = op.get_bind()
    for version_id, changed in bind.execute(sa.select(VERSION.c.id, VERSION.c.changed)).all():
        taught = sa.select(STATEMENT.c.code, STATEMENT.c.kinds).where(STATEMENT.c.version_id == version_id)
        kinds = dict(bind.execute(taught).all())
        said = {code: {'change': 'learning', 'kinds': kinds.get(code, [])} for code in changed}
        bind.execute(sa.update(VERSION).where(VERSION.c.id == version_id).values(changes=said))
    for review_id, learning in bind.execute(sa.select(REVIEW.c.id, REVIEW.c.learning)).all():
        names = dict.fromkeys(learning, 'learning')
        bind.execute(sa.update(REVIEW).where(REVIEW.c.id == review_id).values(names=names))
    op.drop_column('module_version', 'changed')
    op.drop_column('draft_review', 'learning')


def downgrade() -> None:
    op.add_column('module_version', sa.Column('changed', sa.JSON(), server_default='[]', nullable=False))
    op.add_column('draft_review', sa.Column('learning', sa.JSON(), server_default='[]', nullable=False))
    bind = op.get_bind()
    for version_id, changes in bind.execute(sa.select(VERSION.c.id, VERSION.c.changes)).all():
        changed = [code for code, said in changes.items() if said['change'] == 'learning']
        bind.execute(sa.update(VERSION).where(VERSION.c.id == version_id).values(changed=changed))
    for review_id, names in bind.execute(sa.select(REVIEW.c.id, REVIEW.c.names)).all():
        learning = [code for code, change in names.items() if change == 'learning']
        bind.execute(sa.update(REVIEW).where(REVIEW.c.id == review_id).values(learning=learning))
    op.drop_column('draft_review', 'names')
    op.drop_column('module_version', 'changes')
