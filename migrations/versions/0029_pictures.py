"""Pictures: what is kept under its hash, which version shows it, and in which draft it was brought in

Revision: 0029
Follows: 0028
"""

import sqlalchemy as sa
from alembic import op


revision = '0029'
down_revision = '0028'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'picture',
        sa.Column('name', sa.String(length=40), nullable=False),
        sa.Column('content', sa.LargeBinary(), nullable=False),
        sa.Column('kept_at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('name', name=op.f('pk_picture')),
    )
    op.create_table(
        'version_picture',
        sa.Column('version_id', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ['version_id'], ['module_version.id'], name=op.f('fk_version_picture_version_id')
        ),
        sa.ForeignKeyConstraint(['name'], ['picture.name'], name=op.f('fk_version_picture_name')),
        sa.PrimaryKeyConstraint('version_id', 'name', name=op.f('pk_version_picture')),
    )
    op.create_index(op.f('ix_version_picture_name'), 'version_picture', ['name'])
    op.create_table(
        'draft_picture',
        sa.Column('draft_id', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(length=40), nullable=False),
        sa.Column('made_by', sa.Integer(), nullable=False),
        sa.Column('made_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(['draft_id'], ['draft.id'], name=op.f('fk_draft_picture_draft_id')),
        sa.ForeignKeyConstraint(['name'], ['picture.name'], name=op.f('fk_draft_picture_name')),
        sa.ForeignKeyConstraint(['made_by'], ['person.id'], name=op.f('fk_draft_picture_made_by')),
        sa.PrimaryKeyConstraint('draft_id', 'name', name=op.f('pk_draft_picture')),
    )
    op.create_index(op.f('ix_draft_picture_name'), 'draft_picture', ['name'])
    op.create_index(op.f('ix_draft_picture_made_by'), 'draft_picture', ['made_by'])


def downgrade() -> None:
    op.drop_table('draft_picture')
    op.drop_table('version_picture')
    op.drop_table('picture')
