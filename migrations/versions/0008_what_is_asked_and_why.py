"""Requirements with their history, standings in them, and what was known of posts and settings day by day

Revision: 0008
Follows: 0007
"""

import sqlalchemy as sa
from alembic import op


revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('post_change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('post_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('kind', sa.String(length=30), nullable=False),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('job_title', sa.String(length=120), nullable=False),
    sa.Column('contract', sa.String(length=20), nullable=False),
    sa.Column('started_on', sa.Date(), nullable=False),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['post_id'], ['post.id'], name=op.f('fk_post_change_post_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_post_change'))
    )
    op.create_index('ix_post_change_post_id', 'post_change', ['post_id'])
    op.create_table('setting_change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('setting_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('kind', sa.String(length=30), nullable=False),
    sa.Column('partnership_id', sa.Integer(), nullable=False),
    sa.Column('run_by_kind', sa.String(length=20), nullable=True),
    sa.Column('people_count', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['partnership_id'], ['partnership.id'], name=op.f('fk_setting_change_partnership_id')),
    sa.ForeignKeyConstraint(['setting_id'], ['setting.id'], name=op.f('fk_setting_change_setting_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_setting_change'))
    )
    op.create_index('ix_setting_change_setting_id', 'setting_change', ['setting_id'])
    op.create_table('post_leave',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('post_id', sa.Integer(), nullable=False),
    sa.Column('first_day', sa.Date(), nullable=False),
    sa.Column('last_day', sa.Date(), nullable=True),
    sa.Column('noted_on', sa.Date(), nullable=False),
    sa.Column('noted_by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['noted_by'], ['person.id'], name=op.f('fk_post_leave_noted_by')),
    sa.ForeignKeyConstraint(['post_id'], ['post.id'], name=op.f('fk_post_leave_post_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_post_leave'))
    )
    op.create_index('ix_post_leave_post_id', 'post_leave', ['post_id'])
    _requirements_with_history()
    op.create_table('counted_as_meeting',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=60), nullable=False),
    sa.Column('partnership_id', sa.Integer(), nullable=True),
    sa.Column('setting_id', sa.Integer(), nullable=True),
    sa.Column('what', sa.String(length=200), nullable=False),
    sa.Column('by', sa.String(length=160), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('marked_on', sa.Date(), nullable=False),
    sa.Column('withdrawn_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['partnership_id'], ['partnership.id'], name=op.f('fk_counted_as_meeting_partnership_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_counted_as_meeting_person_id')),
    sa.ForeignKeyConstraint(['setting_id'], ['setting.id'], name=op.f('fk_counted_as_meeting_setting_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_counted_as_meeting'))
    )
    op.create_index('ix_counted_as_meeting_code', 'counted_as_meeting', ['code'])
    op.create_index('ix_counted_as_meeting_person_id', 'counted_as_meeting', ['person_id'])
    _standings_in_requirements()
    op.add_column('standing', sa.Column('top_up_on', sa.Date(), nullable=True))
    op.add_column('earlier_training', sa.Column('recorded_on', sa.Date(), nullable=False, server_default='2026-11-01'))
    with op.batch_alter_table('earlier_training') as batch_op:
        batch_op.alter_column('recorded_on', server_default=None)
    _what_is_known_today()


def _requirements_with_history() -> None:
    op.drop_table('requirement')  # the files are published again, and say it all
    op.create_table('requirement',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=60), nullable=False),
    sa.Column('pathway', sa.String(length=60), nullable=True),
    sa.Column('partnership_id', sa.Integer(), nullable=True),
    sa.Column('setting_id', sa.Integer(), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('payload', sa.JSON(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('kept_by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['kept_by'], ['person.id'], name=op.f('fk_requirement_kept_by')),
    sa.ForeignKeyConstraint(['partnership_id'], ['partnership.id'], name=op.f('fk_requirement_partnership_id')),
    sa.ForeignKeyConstraint(['setting_id'], ['setting.id'], name=op.f('fk_requirement_setting_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_requirement'))
    )
    op.create_index('ix_requirement_code', 'requirement', ['code', 'valid_from'])
    op.create_index('ix_requirement_partnership_id', 'requirement', ['partnership_id'])
    op.create_index('ix_requirement_setting_id', 'requirement', ['setting_id'])


def _standings_in_requirements() -> None:
    op.create_table('requirement_standing',
    sa.Column('post_id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=60), nullable=False),
    sa.Column('setting_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('person_name', sa.String(length=120), nullable=False),
    sa.Column('sort_name', sa.String(length=120), nullable=False),
    sa.Column('job_title', sa.String(length=120), nullable=False),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('is_sure', sa.Boolean(), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('done_on', sa.Date(), nullable=True),
    sa.Column('did', sa.String(length=200), nullable=True),
    sa.Column('is_elsewhere', sa.Boolean(), nullable=False),
    sa.Column('counted_id', sa.Integer(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('renew_from', sa.Date(), nullable=True),
    sa.Column('top_up_on', sa.Date(), nullable=True),
    sa.Column('away_from', sa.Date(), nullable=True),
    sa.Column('away_to', sa.Date(), nullable=True),
    sa.Column('reasons', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['counted_id'], ['counted_as_meeting.id'], name=op.f('fk_requirement_standing_counted_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_requirement_standing_person_id')),
    sa.ForeignKeyConstraint(['post_id'], ['post.id'], name=op.f('fk_requirement_standing_post_id')),
    sa.ForeignKeyConstraint(['setting_id'], ['setting.id'], name=op.f('fk_requirement_standing_setting_id')),
    sa.PrimaryKeyConstraint('post_id', 'code', name=op.f('pk_requirement_standing'))
    )
    op.create_index('ix_requirement_standing_person_id', 'requirement_standing', ['person_id'])
    op.create_index('ix_requirement_standing_by_name', 'requirement_standing', ['setting_id', 'code', 'sort_name', 'post_id'])
    op.create_index('ix_requirement_standing_by_day', 'requirement_standing', ['setting_id', 'code', 'due_on', 'post_id'])


def _what_is_known_today() -> None:
    """Of the time before, no more is known than what is there: it is taken to have been so from the first day."""
    op.execute(
        "INSERT INTO post_change (post_id, day, kind, role, job_title, contract, started_on, ended_on)"
        " SELECT post.id, CASE WHEN started_on > CURRENT_DATE THEN CURRENT_DATE ELSE started_on END, coalesce(post.kind, setting.kind), role, job_title, contract, started_on, NULL"
        " FROM post JOIN setting ON setting.id = post.setting_id"
    )
    op.execute(
        "INSERT INTO post_change (post_id, day, kind, role, job_title, contract, started_on, ended_on)"
        " SELECT post.id, post.ended_on, coalesce(post.kind, setting.kind), role, job_title, contract, started_on, ended_on"
        " FROM post JOIN setting ON setting.id = post.setting_id WHERE post.ended_on IS NOT NULL"
    )
    op.execute(
        "INSERT INTO setting_change (setting_id, day, kind, partnership_id, run_by_kind, people_count)"
        " SELECT id, DATE('2020-01-01'), kind, partnership_id, run_by_kind, people_count FROM setting"
    )


def downgrade() -> None:
    op.drop_table('requirement_standing')
    op.drop_table('counted_as_meeting')
    op.drop_table('requirement')
    op.create_table('requirement',
    sa.Column('code', sa.String(length=60), nullable=False),
    sa.Column('pathway', sa.String(length=60), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('payload', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_requirement'))
    )
    op.drop_column('earlier_training', 'recorded_on')
    op.drop_column('standing', 'top_up_on')
    for table in ('post_leave', 'setting_change', 'post_change'):
        op.drop_table(table)
