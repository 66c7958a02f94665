"""Offices beyond a setting, trusts, a setting's profile, work for later, proofs of presence, and how long things are kept

Revision: 0004
Follows: 0003
"""

import sqlalchemy as sa
from alembic import op


revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

SETTING = ('set_up_at', 'term_dates', 'year_kind', 'people_count', 'run_by_kind')


def upgrade() -> None:
    op.create_table('audit_cut',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('through_id', sa.Integer(), nullable=False),
    sa.Column('chain', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_cut'))
    )
    op.create_table('trust',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=60), nullable=False),
    sa.Column('name', sa.String(length=160), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_trust')),
    sa.UniqueConstraint('code', name=op.f('uq_trust_code'))
    )
    op.create_table('trust_member',
    sa.Column('setting_id', sa.Integer(), nullable=False),
    sa.Column('trust_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['setting_id'], ['setting.id'], name=op.f('fk_trust_member_setting_id')),
    sa.ForeignKeyConstraint(['trust_id'], ['trust.id'], name=op.f('fk_trust_member_trust_id')),
    sa.PrimaryKeyConstraint('setting_id', name=op.f('pk_trust_member'))
    )
    op.create_index('ix_trust_member_trust_id', 'trust_member', ['trust_id'])
    op.create_table('worker',
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('seen_at', sa.DateTime(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_worker'))
    )
    op.create_table('appointment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('office', sa.String(length=20), nullable=False),
    sa.Column('trust_id', sa.Integer(), nullable=True),
    sa.Column('partnership_id', sa.Integer(), nullable=True),
    sa.Column('appointed_by', sa.Integer(), nullable=True),
    sa.Column('began_at', sa.DateTime(), nullable=False),
    sa.Column('ended_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['appointed_by'], ['person.id'], name=op.f('fk_appointment_appointed_by')),
    sa.ForeignKeyConstraint(['partnership_id'], ['partnership.id'], name=op.f('fk_appointment_partnership_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_appointment_person_id')),
    sa.ForeignKeyConstraint(['trust_id'], ['trust.id'], name=op.f('fk_appointment_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_appointment'))
    )
    op.create_index('ix_appointment_person_id', 'appointment', ['person_id'])
    op.create_table('job',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('setting_id', sa.Integer(), nullable=True),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('facts', sa.JSON(), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('stage', sa.String(length=120), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('result', sa.JSON(), nullable=False),
    sa.Column('words', sa.String(length=300), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('asked_at', sa.DateTime(), nullable=False),
    sa.Column('reserved_until', sa.DateTime(), nullable=True),
    sa.Column('ended_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_job_person_id')),
    sa.ForeignKeyConstraint(['setting_id'], ['setting.id'], name=op.f('fk_job_setting_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_job'))
    )
    op.create_index('ix_job_setting_id', 'job', ['setting_id'])
    op.create_index('ix_job_state', 'job', ['state'])
    op.create_table('job_file',
    sa.Column('job_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('mimetype', sa.String(length=80), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['job_id'], ['job.id'], name=op.f('fk_job_file_job_id')),
    sa.PrimaryKeyConstraint('job_id', name=op.f('pk_job_file'))
    )
    op.create_table('kept_for',
    sa.Column('setting_id', sa.Integer(), nullable=False),
    sa.Column('what', sa.String(length=30), nullable=False),
    sa.Column('months', sa.Integer(), nullable=False),
    sa.Column('chosen_by', sa.Integer(), nullable=False),
    sa.Column('chosen_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['chosen_by'], ['person.id'], name=op.f('fk_kept_for_chosen_by')),
    sa.ForeignKeyConstraint(['setting_id'], ['setting.id'], name=op.f('fk_kept_for_setting_id')),
    sa.PrimaryKeyConstraint('setting_id', 'what', name=op.f('pk_kept_for'))
    )
    for name, length in (('kind', 30), ('site', 120), ('line_manager', 120)):
        op.add_column('post', sa.Column(name, sa.String(length=length), nullable=True))
    op.add_column('setting', sa.Column('run_by_kind', sa.String(length=20), nullable=True))
    op.add_column('setting', sa.Column('people_count', sa.Integer(), nullable=True))
    op.add_column('setting', sa.Column('year_kind', sa.String(length=10), nullable=False, server_default='academic'))
    op.add_column('setting', sa.Column('term_dates', sa.JSON(), nullable=False, server_default='[]'))
    op.add_column('setting', sa.Column('set_up_at', sa.DateTime(), nullable=True))
    op.add_column('sign_in_session', sa.Column('proved_at', sa.DateTime(), nullable=True))
    op.execute("UPDATE setting SET set_up_at = CURRENT_TIMESTAMP")
    op.execute(
        "INSERT INTO appointment (person_id, office, partnership_id, began_at)"
        " SELECT DISTINCT post.person_id, 'author', setting.partnership_id, CURRENT_TIMESTAMP FROM post"
        " JOIN setting ON setting.id = post.setting_id WHERE post.role = 'trainer' AND post.ended_on IS NULL"
    )
    for table in ('post', 'standing'):
        op.execute(f"UPDATE {table} SET role = 'staff' WHERE role = 'trainer'")


def downgrade() -> None:
    op.execute(
        "UPDATE post SET role = 'trainer' WHERE role = 'staff' AND person_id IN"
        " (SELECT person_id FROM appointment WHERE office = 'author' AND ended_at IS NULL)"
    )
    op.execute("UPDATE post SET role = 'staff' WHERE role IN ('head', 'facilitator')")
    op.drop_column('sign_in_session', 'proved_at')
    for name in SETTING:
        op.drop_column('setting', name)
    for name in ('line_manager', 'site', 'kind'):
        op.drop_column('post', name)
    for table in ('kept_for', 'job_file', 'job', 'appointment', 'worker', 'trust_member', 'trust', 'audit_cut'):
        op.drop_table(table)
