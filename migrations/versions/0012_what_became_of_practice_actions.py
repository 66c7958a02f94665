"""The steps of practice actions with their evidence, and what came of them weeks later

Revision: 0012
Follows: 0011
"""

import sqlalchemy as sa
from alembic import op


revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

THEMES = """
SELECT DISTINCT practice_action.id, finding.theme FROM practice_action
JOIN version_statement ON version_statement.version_id = practice_action.version_id AND version_statement.code = practice_action.statement
JOIN statement_finding ON statement_finding.statement_id = version_statement.id
JOIN finding ON finding.ref = statement_finding.finding_ref
ORDER BY practice_action.id, finding.theme
"""


def upgrade() -> None:
    op.drop_index('ix_practice_action_setting_review', table_name='practice_action')
    with op.batch_alter_table('practice_action') as table:
        table.add_column(sa.Column('origin', sa.String(length=20), nullable=False, server_default='fresh'))
        table.add_column(sa.Column('version_id', sa.Integer(), nullable=True))
        table.add_column(sa.Column('themes', sa.JSON(), nullable=False, server_default='[]'))
        table.create_foreign_key(op.f('fk_practice_action_version_id'), 'module_version', ['version_id'], ['id'])
    op.create_index(op.f('ix_practice_action_setting_id'), 'practice_action', ['setting_id'])
    op.create_table('practice_step',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('action_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('by_post_id', sa.Integer(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('review_on', sa.Date(), nullable=False),
    sa.Column('owner', sa.String(length=300), nullable=False),
    sa.Column('owner_post_id', sa.Integer(), nullable=True),
    sa.Column('undoes_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['action_id'], ['practice_action.id'], name=op.f('fk_practice_step_action_id')),
    sa.ForeignKeyConstraint(['by_post_id'], ['post.id'], name=op.f('fk_practice_step_by_post_id')),
    sa.ForeignKeyConstraint(['owner_post_id'], ['post.id'], name=op.f('fk_practice_step_owner_post_id')),
    sa.ForeignKeyConstraint(['undoes_id'], ['practice_step.id'], name=op.f('fk_practice_step_undoes_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_practice_step'))
    )
    op.create_index('ix_practice_step_action_id', 'practice_step', ['action_id', 'id'])
    op.create_index(op.f('ix_practice_step_owner_post_id'), 'practice_step', ['owner_post_id'])
    op.create_table('practice_file',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('step_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['step_id'], ['practice_step.id'], name=op.f('fk_practice_file_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_practice_file'))
    )
    op.create_index(op.f('ix_practice_file_step_id'), 'practice_file', ['step_id'])
    op.create_table('impact_choice',
    sa.Column('setting_id', sa.Integer(), nullable=False),
    sa.Column('weeks', sa.Integer(), nullable=False),
    sa.Column('chosen_by', sa.Integer(), nullable=False),
    sa.Column('chosen_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['chosen_by'], ['person.id'], name=op.f('fk_impact_choice_chosen_by')),
    sa.ForeignKeyConstraint(['setting_id'], ['setting.id'], name=op.f('fk_impact_choice_setting_id')),
    sa.PrimaryKeyConstraint('setting_id', name=op.f('pk_impact_choice'))
    )
    op.create_table('impact_question',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('cause', sa.String(length=60), nullable=False),
    sa.Column('setting_id', sa.Integer(), nullable=False),
    sa.Column('post_id', sa.Integer(), nullable=False),
    sa.Column('action_id', sa.Integer(), nullable=True),
    sa.Column('module', sa.String(length=160), nullable=True),
    sa.Column('token_digest', sa.String(length=64), nullable=True),
    sa.Column('code', sa.String(length=8), nullable=True),
    sa.Column('asked_at', sa.DateTime(), nullable=False),
    sa.Column('closes_at', sa.DateTime(), nullable=False),
    sa.Column('used_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['action_id'], ['practice_action.id'], name=op.f('fk_impact_question_action_id')),
    sa.ForeignKeyConstraint(['post_id'], ['post.id'], name=op.f('fk_impact_question_post_id')),
    sa.ForeignKeyConstraint(['setting_id'], ['setting.id'], name=op.f('fk_impact_question_setting_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_impact_question')),
    sa.UniqueConstraint('cause', name=op.f('uq_impact_question_cause')),
    sa.UniqueConstraint('code', name=op.f('uq_impact_question_code')),
    sa.UniqueConstraint('token_digest', name=op.f('uq_impact_question_token_digest'))
    )
    for name in ('setting_id', 'post_id', 'action_id'):
        op.create_index(op.f(f'ix_impact_question_{name}'), 'impact_question', [name])
    op.create_table('impact_answer',
    sa.Column('question_id', sa.Integer(), nullable=False),
    sa.Column('answer', sa.String(length=20), nullable=False),
    sa.Column('barrier', sa.String(length=20), nullable=True),
    sa.Column('line', sa.Text(), nullable=False),
    sa.Column('answered_at', sa.DateTime(), nullable=False),
    sa.Column('keyed_in_by', sa.Integer(), nullable=True),
    sa.Column('added_at', sa.DateTime(), nullable=True),
    sa.Column('confirmed', sa.Boolean(), nullable=True),
    sa.Column('confirmed_by', sa.Integer(), nullable=True),
    sa.Column('confirmed_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['confirmed_by'], ['post.id'], name=op.f('fk_impact_answer_confirmed_by')),
    sa.ForeignKeyConstraint(['keyed_in_by'], ['post.id'], name=op.f('fk_impact_answer_keyed_in_by')),
    sa.ForeignKeyConstraint(['question_id'], ['impact_question.id'], name=op.f('fk_impact_answer_question_id')),
    sa.PrimaryKeyConstraint('question_id', name=op.f('pk_impact_answer'))
    )
    _keep_how_they_stand()
    for name in ('owner', 'review_on'):
        op.drop_column('practice_action', name)


def _keep_how_they_stand() -> None:
    """What stood in the action itself becomes its first step; the version and the themes behind it are looked up."""
    op.execute(
        "UPDATE practice_action SET version_id = (SELECT max(module_version.id) FROM module_version"
        " WHERE module_version.module = practice_action.module) WHERE statement IS NOT NULL"
    )
    op.execute(
        "INSERT INTO practice_step (action_id, kind, at, by_post_id, words, state, review_on, owner)"
        " SELECT id, 'opened', created_at, author_post_id, '', 'planned', review_on, owner FROM practice_action ORDER BY id"
    )
    found: dict[int, list[str]] = {}
    for action, theme in op.get_bind().execute(sa.text(THEMES)):
        found.setdefault(action, []).append(theme)
    for action, themes in found.items():
        op.get_bind().execute(
            sa.text("UPDATE practice_action SET themes = :themes WHERE id = :id").bindparams(sa.bindparam('themes', type_=sa.JSON())),
            {'themes': themes, 'id': action},
        )


def downgrade() -> None:
    op.add_column('practice_action', sa.Column('owner', sa.String(length=120), nullable=False, server_default=''))
    op.add_column('practice_action', sa.Column('review_on', sa.Date(), nullable=False, server_default='2026-01-01'))
    newest = "(SELECT max(step.id) FROM practice_step AS step WHERE step.action_id = practice_action.id)"
    op.execute(
        "UPDATE practice_action SET review_on = (SELECT review_on FROM practice_step WHERE practice_step.id = " + newest + "),"
        " owner = (SELECT substr(coalesce(person.name, practice_step.owner), 1, 120) FROM practice_step"
        " LEFT JOIN post ON post.id = practice_step.owner_post_id LEFT JOIN person ON person.id = post.person_id"
        " WHERE practice_step.id = " + newest + ")"
    )
    for table in ('impact_answer', 'impact_question', 'impact_choice', 'practice_file', 'practice_step'):
        op.drop_table(table)
    op.drop_index(op.f('ix_practice_action_setting_id'), table_name='practice_action')
    with op.batch_alter_table('practice_action') as table:
        table.drop_constraint(op.f('fk_practice_action_version_id'), type_='foreignkey')
        for name in ('origin', 'version_id', 'themes'):
            table.drop_column(name)
        for name in ('owner', 'review_on'):
            table.alter_column(name, server_default=None)
    op.create_index('ix_practice_action_setting_review', 'practice_action', ['setting_id', 'review_on'])
