"""What first tries showed of each question, counted by setting and kind

Revision: 0022
Follows: 0021
"""

from collections import Counter

import sqlalchemy as sa
from alembic import op


revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None
AT_ONCE = 1_000


def upgrade() -> None:
    op.add_column('attempt_result', sa.Column('sure_wrong', sa.JSON(), server_default='[]', nullable=False))
    op.create_table('question_tally',
    sa.Column('setting_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=30), nullable=False),
    sa.Column('module', sa.String(length=160), nullable=False),
    sa.Column('question', sa.String(length=80), nullable=False),
    sa.Column('people', sa.Integer(), nullable=False),
    sa.Column('wrong', sa.Integer(), nullable=False),
    sa.Column('sure_wrong', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['setting_id'], ['setting.id'], name=op.f('fk_question_tally_setting_id')),
    sa.PrimaryKeyConstraint('setting_id', 'kind', 'module', 'question', name=op.f('pk_question_tally'))
    )
    with op.batch_alter_table('question_tally', schema=None) as batch_op:
        batch_op.create_index('ix_question_tally_module_question', ['module', 'question'], unique=False)
    known = sa.MetaData()
    known.reflect(op.get_bind(), only=['attempt', 'attempt_answer', 'attempt_result', 'enrolment', 'post', 'question_tally'])
    _say_where_she_was_sure(known.tables)
    _count(known.tables)


def _say_where_she_was_sure(tables) -> None:
    """Keep with each marking which answers were not right though she was sure, where the answers are kept still."""
    bind, answer, result = op.get_bind(), tables['attempt_answer'].c, tables['attempt_result']
    last = bind.scalar(sa.select(sa.func.max(result.c.attempt_id))) or 0
    for first in range(0, last + 1, AT_ONCE):
        span = (answer.attempt_id >= first) & (answer.attempt_id < first + AT_ONCE)
        sure = {}
        for attempt, position in bind.execute(sa.select(answer.attempt_id, answer.position).where(span, answer.sure)):
            sure.setdefault(attempt, set()).add(position)
        marked = sa.select(result.c.attempt_id, result.c.marks).where(result.c.attempt_id.in_(sure))
        for attempt, marks in bind.execute(marked).all():
            wrong = [place for place, right in enumerate(marks, 1) if not right and place in sure[attempt]]
            if wrong:
                bind.execute(sa.update(result).where(result.c.attempt_id == attempt).values(sure_wrong=wrong))


def _count(tables) -> None:
    """Count each person's first check of each module."""
    attempt, result, post = tables['attempt'], tables['attempt_result'], tables['post']
    enrolment = tables['enrolment'].c
    rows = op.get_bind().execute(
        sa.select(
            enrolment.person_id, post.c.setting_id, enrolment.kind, enrolment.module,
            attempt.c.drawn, result.c.marks, result.c.sure_wrong,
        )
        .select_from(result)
        .join(attempt, attempt.c.id == result.c.attempt_id)
        .join(tables['enrolment'], enrolment.id == attempt.c.enrolment_id)
        .join(post, post.c.id == enrolment.post_id)
        .where(attempt.c.number == 1)
        .order_by(result.c.sent_at, result.c.attempt_id)
    )
    seen, found = set(), {}
    for person, place, kind, module, drawn, marks, sure_wrong in rows:
        if (person, module) in seen:
            continue
        seen.add((person, module))
        for position, (one, right) in enumerate(zip(drawn, marks), 1):
            numbers = found.setdefault((place, kind, module, one['code']), Counter())
            numbers.update(people=1, wrong=int(not right), sure_wrong=int(position in sure_wrong))
    names = ('setting_id', 'kind', 'module', 'question')
    measures = ('people', 'wrong', 'sure_wrong')
    values = [dict(zip(names, key)) | {name: numbers[name] for name in measures} for key, numbers in found.items()]
    if values:
        op.bulk_insert(tables['question_tally'], values)


def downgrade() -> None:
    op.drop_table('question_tally')
    with op.batch_alter_table('attempt_result', schema=None) as batch_op:
        batch_op.drop_column('sure_wrong')
