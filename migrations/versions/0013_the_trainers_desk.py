"""The trainer's desk: drafts, a second pair of eyes, the source of versions, what the register said before

Revision: 0013
Follows: 0012
"""

import sqlalchemy as sa
from alembic import op


revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('shelf_part',
    sa.Column('name', sa.String(length=160), nullable=False),
    sa.Column('value', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_shelf_part'))
    )
    op.create_table('draft',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('module', sa.String(length=160), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('partnership_id', sa.Integer(), nullable=False),
    sa.Column('origin_id', sa.Integer(), nullable=True),
    sa.Column('made_by', sa.Integer(), nullable=False),
    sa.Column('made_at', sa.DateTime(), nullable=False),
    sa.Column('put_away_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['made_by'], ['person.id'], name=op.f('fk_draft_made_by')),
    sa.ForeignKeyConstraint(['origin_id'], ['module_version.id'], name=op.f('fk_draft_origin_id')),
    sa.ForeignKeyConstraint(['partnership_id'], ['partnership.id'], name=op.f('fk_draft_partnership_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_draft'))
    )
    with op.batch_alter_table('draft', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_draft_partnership_id'), ['partnership_id'], unique=False)

    op.create_table('review_edition',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('review_ref', sa.String(length=80), nullable=False),
    sa.Column('payload', sa.JSON(), nullable=True),
    sa.Column('origin', sa.String(length=10), nullable=False),
    sa.Column('made_by', sa.Integer(), nullable=True),
    sa.Column('made_at', sa.DateTime(), nullable=False),
    sa.Column('reason', sa.String(length=300), nullable=False),
    sa.ForeignKeyConstraint(['made_by'], ['person.id'], name=op.f('fk_review_edition_made_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_review_edition'))
    )
    with op.batch_alter_table('review_edition', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_review_edition_review_ref'), ['review_ref'], unique=False)

    op.create_table('version_text',
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['version_id'], ['module_version.id'], name=op.f('fk_version_text_version_id')),
    sa.PrimaryKeyConstraint('version_id', 'name', name=op.f('pk_version_text'))
    )
    op.create_table('draft_comment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('draft_id', sa.Integer(), nullable=False),
    sa.Column('thread_id', sa.Integer(), nullable=True),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('passage', sa.Text(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('made_by', sa.Integer(), nullable=False),
    sa.Column('made_at', sa.DateTime(), nullable=False),
    sa.Column('resolved_by', sa.Integer(), nullable=True),
    sa.Column('resolved_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['draft_id'], ['draft.id'], name=op.f('fk_draft_comment_draft_id')),
    sa.ForeignKeyConstraint(['made_by'], ['person.id'], name=op.f('fk_draft_comment_made_by')),
    sa.ForeignKeyConstraint(['resolved_by'], ['person.id'], name=op.f('fk_draft_comment_resolved_by')),
    sa.ForeignKeyConstraint(['thread_id'], ['draft_comment.id'], name=op.f('fk_draft_comment_thread_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_draft_comment'))
    )
    with op.batch_alter_table('draft_comment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_draft_comment_draft_id'), ['draft_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_draft_comment_made_by'), ['made_by'], unique=False)

    op.create_table('draft_review',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('draft_id', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('learning', sa.JSON(), nullable=False),
    sa.Column('asked_by', sa.Integer(), nullable=False),
    sa.Column('asked_at', sa.DateTime(), nullable=False),
    sa.Column('verdict', sa.String(length=10), nullable=True),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('decided_by', sa.Integer(), nullable=True),
    sa.Column('decided_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['asked_by'], ['person.id'], name=op.f('fk_draft_review_asked_by')),
    sa.ForeignKeyConstraint(['decided_by'], ['person.id'], name=op.f('fk_draft_review_decided_by')),
    sa.ForeignKeyConstraint(['draft_id'], ['draft.id'], name=op.f('fk_draft_review_draft_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_draft_review'))
    )
    with op.batch_alter_table('draft_review', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_draft_review_asked_by'), ['asked_by'], unique=False)
        batch_op.create_index(batch_op.f('ix_draft_review_draft_id'), ['draft_id'], unique=False)

    op.create_table('draft_step',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('draft_id', sa.Integer(), nullable=False),
    sa.Column('what', sa.String(length=120), nullable=False),
    sa.Column('before', sa.JSON(), nullable=False),
    sa.Column('after', sa.JSON(), nullable=False),
    sa.Column('made_by', sa.Integer(), nullable=False),
    sa.Column('made_at', sa.DateTime(), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.ForeignKeyConstraint(['draft_id'], ['draft.id'], name=op.f('fk_draft_step_draft_id')),
    sa.ForeignKeyConstraint(['made_by'], ['person.id'], name=op.f('fk_draft_step_made_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_draft_step'))
    )
    with op.batch_alter_table('draft_step', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_draft_step_draft_id'), ['draft_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_draft_step_made_by'), ['made_by'], unique=False)

    op.create_table('draft_text',
    sa.Column('draft_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('saved_by', sa.Integer(), nullable=False),
    sa.Column('saved_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['draft_id'], ['draft.id'], name=op.f('fk_draft_text_draft_id')),
    sa.ForeignKeyConstraint(['saved_by'], ['person.id'], name=op.f('fk_draft_text_saved_by')),
    sa.PrimaryKeyConstraint('draft_id', 'name', name=op.f('pk_draft_text'))
    )
    op.create_table('draft_publication',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('draft_id', sa.Integer(), nullable=False),
    sa.Column('review_id', sa.Integer(), nullable=False),
    sa.Column('asked_by', sa.Integer(), nullable=False),
    sa.Column('asked_at', sa.DateTime(), nullable=False),
    sa.Column('due_at', sa.DateTime(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=True),
    sa.Column('refused', sa.String(length=500), nullable=False),
    sa.ForeignKeyConstraint(['asked_by'], ['person.id'], name=op.f('fk_draft_publication_asked_by')),
    sa.ForeignKeyConstraint(['draft_id'], ['draft.id'], name=op.f('fk_draft_publication_draft_id')),
    sa.ForeignKeyConstraint(['review_id'], ['draft_review.id'], name=op.f('fk_draft_publication_review_id')),
    sa.ForeignKeyConstraint(['version_id'], ['module_version.id'], name=op.f('fk_draft_publication_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_draft_publication'))
    )
    with op.batch_alter_table('draft_publication', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_draft_publication_asked_by'), ['asked_by'], unique=False)
        batch_op.create_index(batch_op.f('ix_draft_publication_draft_id'), ['draft_id'], unique=False)

    op.add_column('job', sa.Column('due_at', sa.DateTime(), nullable=True))

    op.add_column('module_version', sa.Column('origin', sa.String(length=10), server_default='files', nullable=False))
    op.add_column('module_version', sa.Column('changed', sa.JSON(), server_default='[]', nullable=False))


def downgrade() -> None:
    op.drop_column('module_version', 'changed')
    op.drop_column('module_version', 'origin')
    op.drop_column('job', 'due_at')

    op.drop_table('draft_publication')
    op.drop_table('draft_text')
    op.drop_table('draft_step')
    op.drop_table('draft_review')
    op.drop_table('draft_comment')
    op.drop_table('version_text')
    op.drop_table('review_edition')
    op.drop_table('draft')
    op.drop_table('shelf_part')
