"""Learning platforms, their courses, launches under way, and where scores go

Revision: 0030
Follows: 0029
"""

import sqlalchemy as sa
from alembic import op


revision = '0030'
down_revision = '0029'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('lti_own_key',
    sa.Column('kid', sa.String(length=40), nullable=False),
    sa.Column('sealed', sa.Text(), nullable=False),
    sa.Column('made_at', sa.DateTime(), nullable=False),
    sa.PrimaryKeyConstraint('kid', name=op.f('pk_lti_own_key'))
    )
    op.create_table('lti_platform',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=160), nullable=False),
    sa.Column('issuer', sa.String(length=255), nullable=False),
    sa.Column('client_id', sa.String(length=255), nullable=False),
    sa.Column('authorises_at', sa.String(length=500), nullable=False),
    sa.Column('tokens_at', sa.String(length=500), nullable=False),
    sa.Column('keys_at', sa.String(length=500), nullable=False),
    sa.Column('deployments', sa.JSON(), nullable=False),
    sa.Column('shown_on', sa.JSON(), nullable=False),
    sa.Column('asked_at', sa.DateTime(), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(), nullable=True),
    sa.Column('removed_at', sa.DateTime(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_lti_platform')),
    sa.UniqueConstraint('issuer', 'client_id', name=op.f('uq_lti_platform_issuer_client_id'))
    )
    op.create_table('lti_asked_launch',
    sa.Column('state_digest', sa.String(length=64), nullable=False),
    sa.Column('browser_digest', sa.String(length=64), nullable=False),
    sa.Column('nonce', sa.String(length=64), nullable=False),
    sa.Column('platform_id', sa.Integer(), nullable=False),
    sa.Column('asked', sa.JSON(), nullable=False),
    sa.Column('asked_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['platform_id'], ['lti_platform.id'], name=op.f('fk_lti_asked_launch_platform_id')),
    sa.PrimaryKeyConstraint('state_digest', name=op.f('pk_lti_asked_launch'))
    )
    op.create_index(op.f('ix_lti_asked_launch_asked_at'), 'lti_asked_launch', ['asked_at'])

    op.create_table('lti_course',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('platform_id', sa.Integer(), nullable=False),
    sa.Column('deployment', sa.String(length=255), nullable=False),
    sa.Column('code', sa.String(length=255), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('setting_id', sa.Integer(), nullable=True),
    sa.Column('members_at', sa.String(length=1000), nullable=True),
    sa.ForeignKeyConstraint(['platform_id'], ['lti_platform.id'], name=op.f('fk_lti_course_platform_id')),
    sa.ForeignKeyConstraint(['setting_id'], ['setting.id'], name=op.f('fk_lti_course_setting_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_lti_course')),
    sa.UniqueConstraint('platform_id', 'deployment', 'code', name=op.f('uq_lti_course_platform_id_deployment_code'))
    )
    op.create_index(op.f('ix_lti_course_setting_id'), 'lti_course', ['setting_id'])

    op.create_table('lti_line',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('course_id', sa.Integer(), nullable=False),
    sa.Column('module', sa.String(length=160), nullable=False),
    sa.Column('line_at', sa.String(length=1000), nullable=True),
    sa.Column('lines_at', sa.String(length=1000), nullable=True),
    sa.ForeignKeyConstraint(['course_id'], ['lti_course.id'], name=op.f('fk_lti_line_course_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_lti_line')),
    sa.UniqueConstraint('course_id', 'module', name=op.f('uq_lti_line_course_id_module'))
    )
    op.create_table('lti_seat',
    sa.Column('line_id', sa.Integer(), nullable=False),
    sa.Column('elsewhere_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['elsewhere_id'], ['external_identity.id'], name=op.f('fk_lti_seat_elsewhere_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['line_id'], ['lti_line.id'], name=op.f('fk_lti_seat_line_id')),
    sa.PrimaryKeyConstraint('line_id', 'elsewhere_id', name=op.f('pk_lti_seat'))
    )
    op.create_index(op.f('ix_lti_seat_elsewhere_id'), 'lti_seat', ['elsewhere_id'])


def downgrade() -> None:
    op.drop_table('lti_seat')
    op.drop_table('lti_line')
    op.drop_table('lti_course')
    op.drop_table('lti_asked_launch')
    op.drop_table('lti_platform')
    op.drop_table('lti_own_key')
