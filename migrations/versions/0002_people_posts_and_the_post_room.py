"""People, posts and the post room

Revision: 0002
Follows: 0001
"""

import secrets

import sqlalchemy as sa
from alembic import op


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
# Added one by one, never by rebuilding a table that others refer to.
ADDED = [
    ('notice', sa.Column('message_id', sa.String(80), nullable=False, server_default='')),
    ('notice', sa.Column('setting_id', sa.Integer(), nullable=True)),
    ('notice', sa.Column('tries', sa.Integer(), nullable=False, server_default='0')),
    ('notice', sa.Column('due_at', sa.DateTime(), nullable=False, server_default='2026-01-01 00:00:00')),
    ('notice', sa.Column('reserved_until', sa.DateTime(), nullable=True)),
    ('notice', sa.Column('sent_at', sa.DateTime(), nullable=True)),
    ('notice', sa.Column('answer', sa.String(300), nullable=True)),
    ('person', sa.Column('pin_hash', sa.String(200), nullable=True)),
    ('person', sa.Column('pin_is_first', sa.Boolean(), nullable=False, server_default=sa.false())),
    ('person', sa.Column('closed_at', sa.DateTime(), nullable=True)),
    ('post', sa.Column('external_id', sa.String(60), nullable=True)),
    ('post', sa.Column('works_days', sa.String(60), nullable=True)),
    ('setting', sa.Column('join_code', sa.String(12), nullable=False, server_default='')),
    ('setting', sa.Column('run_by', sa.String(160), nullable=True)),
    ('sign_in_session', sa.Column('device', sa.String(120), nullable=False, server_default='')),
]
INDEXES = [
    ('ix_notice_message_id', 'notice', 'message_id', True),
    ('ix_notice_setting_id', 'notice', 'setting_id', False),
    ('ix_notice_state', 'notice', 'state', False),
    ('ix_setting_join_code', 'setting', 'join_code', True),
]


def upgrade() -> None:
    op.create_table('external_identity',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('issuer', sa.String(length=255), nullable=False),
    sa.Column('subject', sa.String(length=255), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('linked_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_external_identity_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_external_identity')),
    sa.UniqueConstraint('issuer', 'subject', name=op.f('uq_external_identity_issuer_subject'))
    )
    with op.batch_alter_table('external_identity', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_external_identity_person_id'), ['person_id'], unique=False)

    op.create_table('passkey',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('credential', sa.String(length=400), nullable=False),
    sa.Column('public_key', sa.LargeBinary(), nullable=False),
    sa.Column('sign_count', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('added_at', sa.DateTime(), nullable=False),
    sa.Column('used_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_passkey_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_passkey')),
    sa.UniqueConstraint('credential', name=op.f('uq_passkey_credential'))
    )
    with op.batch_alter_table('passkey', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_passkey_person_id'), ['person_id'], unique=False)

    op.create_table('second_factor',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('secret', sa.String(length=255), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(), nullable=True),
    sa.Column('last_step', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_second_factor_person_id')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_second_factor'))
    )
    op.create_table('recovery_code',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('code_digest', sa.String(length=64), nullable=False),
    sa.Column('used_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_recovery_code_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recovery_code')),
    sa.UniqueConstraint('code_digest', name=op.f('uq_recovery_code_code_digest'))
    )
    with op.batch_alter_table('recovery_code', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_recovery_code_person_id'), ['person_id'], unique=False)

    op.create_table('account_token',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token_digest', sa.String(length=64), nullable=False),
    sa.Column('purpose', sa.String(length=20), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('made_at', sa.DateTime(), nullable=False),
    sa.Column('expires_at', sa.DateTime(), nullable=False),
    sa.Column('used_at', sa.DateTime(), nullable=True),
    sa.Column('address', sa.String(length=254), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_account_token_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account_token')),
    sa.UniqueConstraint('token_digest', name=op.f('uq_account_token_token_digest'))
    )
    with op.batch_alter_table('account_token', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_account_token_person_id'), ['person_id'], unique=False)

    op.create_table('join_request',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('setting_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('job_title', sa.String(length=120), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=True),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('is_offer', sa.Boolean(), nullable=False),
    sa.Column('facts', sa.JSON(), nullable=False),
    sa.Column('asked_at', sa.DateTime(), nullable=False),
    sa.Column('decided_at', sa.DateTime(), nullable=True),
    sa.Column('accepted', sa.Boolean(), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_join_request_person_id')),
    sa.ForeignKeyConstraint(['setting_id'], ['setting.id'], name=op.f('fk_join_request_setting_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_join_request'))
    )
    with op.batch_alter_table('join_request', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_join_request_setting_id'), ['setting_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_join_request_person_id'), ['person_id'], unique=False)

    op.create_table('roster_upload',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('setting_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.Column('counts', sa.JSON(), nullable=False),
    sa.Column('uploaded_at', sa.DateTime(), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_roster_upload_person_id')),
    sa.ForeignKeyConstraint(['setting_id'], ['setting.id'], name=op.f('fk_roster_upload_setting_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_roster_upload'))
    )
    with op.batch_alter_table('roster_upload', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_roster_upload_setting_id'), ['setting_id'], unique=False)

    op.create_table('earlier_training',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('post_id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('done_on', sa.Date(), nullable=True),
    sa.Column('provider', sa.String(length=160), nullable=True),
    sa.Column('number', sa.String(length=80), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_earlier_training_person_id')),
    sa.ForeignKeyConstraint(['post_id'], ['post.id'], name=op.f('fk_earlier_training_post_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_earlier_training'))
    )
    with op.batch_alter_table('earlier_training', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_earlier_training_person_id'), ['person_id'], unique=False)

    for table, column in ADDED:
        op.add_column(table, column._copy())
    _fill()
    for name, table, column, unique in INDEXES:
        op.create_index(name, table, [column], unique=unique)


def _fill() -> None:
    """Give each setting its code and each message its id; neither may be empty or shared."""
    bind = op.get_bind()
    for (number,) in bind.execute(sa.text('SELECT id FROM setting')).all():
        code = ''.join(secrets.choice(ALPHABET) for _ in range(8))
        bind.execute(sa.text('UPDATE setting SET join_code = :code WHERE id = :id'), {'code': code, 'id': number})
    for (number,) in bind.execute(sa.text('SELECT id FROM notice')).all():
        bind.execute(
            sa.text('UPDATE notice SET message_id = :message, due_at = queued_at WHERE id = :id'),
            {'message': secrets.token_hex(16), 'id': number},
        )


def downgrade() -> None:
    for name, table, _, _ in reversed(INDEXES):
        op.drop_index(name, table_name=table)
    for table, column in reversed(ADDED):
        op.drop_column(table, column.name)
    with op.batch_alter_table('earlier_training', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_earlier_training_person_id'))

    op.drop_table('earlier_training')
    with op.batch_alter_table('roster_upload', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_roster_upload_setting_id'))

    op.drop_table('roster_upload')
    with op.batch_alter_table('join_request', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_join_request_person_id'))
        batch_op.drop_index(batch_op.f('ix_join_request_setting_id'))

    op.drop_table('join_request')
    with op.batch_alter_table('account_token', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_account_token_person_id'))

    op.drop_table('account_token')
    with op.batch_alter_table('recovery_code', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_recovery_code_person_id'))

    op.drop_table('recovery_code')
    op.drop_table('second_factor')
    with op.batch_alter_table('external_identity', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_external_identity_person_id'))

    op.drop_table('external_identity')
    with op.batch_alter_table('passkey', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_passkey_person_id'))

    op.drop_table('passkey')
