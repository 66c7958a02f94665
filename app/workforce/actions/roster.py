"""A staff list: uploaded, laid beside who works here, and – once confirmed – applied in one transaction."""

import hashlib
from datetime import date, timedelta

from sqlalchemy import select, update

from app.accounts import actions as accounts
from app.accounts import queries as people
from app.audit.actions import record
from app.core import events
from app.core.clock import now, today
from app.core.database import session
from app.core.errors import DomainError, NotFound, OutOfOrder
from app.core.vocabulary import SettingKind
from app.jobs.actions import Outcome, Say, ask
from app.jobs.queries import still_going
from app.jobs.records import FileMade, JobRecord
from app.workforce import queries
from app.workforce.actions.joining import add_colleague
from app.workforce.models import EarlierTraining, Post, RosterUpload
from app.workforce.roster import Plan, Row, Standing, is_private, plan
from app.workforce.table import blanked, read_table, write_table

KEPT_FOR = timedelta(hours=24)
LIST_TO_BRING_IN = "staff list"
AT_ONCE = 500  # rows up to which a list is brought in while its lead waits
STEP = 1_000  # rows between one word of progress and the next
WORDS = {
    Standing.NEW: "added",
    Standing.ASKED: "asked, as they are known from another setting",
    Standing.CHANGED: "changed",
    Standing.UNCHANGED: "unchanged",
    Standing.LEAVES: "left, as the list says",
    Standing.FIX: "left out, to be mended",
}


def _untold(stage: str, done: int, total: int) -> None:
    """Nobody asked how far it is."""


def upload(setting_id: int, person_id: int | None, name: str, content: bytes) -> int:
    """Keep a file for its dry run, for a day at most; nothing else is written.

    What it says of anybody's health or needs is not kept at all.

    Raises:
        Unreadable: the file cannot be read as a staff list.
    """
    table = read_table(content)
    private = [place for place, header in enumerate(table.headers) if is_private(header)]
    forget_old_uploads()
    kept = blanked(table, private) if private else content
    row = RosterUpload(
        setting_id=setting_id,
        person_id=person_id,
        name=name[:200],
        digest=hashlib.sha256(kept).hexdigest(),
        content=kept,
        counts={"rows": len(table.rows)},
        uploaded_at=now(),
    )
    session.add(row)
    session.flush()
    return row.id


def forget_old_uploads() -> int:
    """Erase the bytes of every upload older than a day; returns how many were erased."""
    old = (RosterUpload.uploaded_at < now() - KEPT_FOR) & RosterUpload.content.is_not(None)
    gone = session.execute(update(RosterUpload).where(old).values(content=None).returning(RosterUpload.id))
    return len(gone.all())


def lay_beside(setting_id: int, content: bytes, say: Say = _untold) -> Plan:
    """What confirming a file would do, read afresh against today's people; `say` is told how far. Raises Unreadable."""
    say("Reading the list", 0, 0)
    table = read_table(content)
    here = [*queries.colleagues(setting_id), *queries.colleagues_to_be(setting_id)]
    total = len(table.rows)

    def told(done: int) -> None:
        if done % STEP == 0 or done == total:
            say("Comparing with who works here", done, total)

    return plan(table, here, people.known_addresses(), today(), told)


def _uploaded(upload_id: int, setting_id: int) -> RosterUpload:
    row = session.get(RosterUpload, upload_id)
    if row is None or row.setting_id != setting_id or row.content is None:
        raise NotFound("This list is no longer here. Bring it in again.")
    return row


def planned(upload_id: int, setting_id: int) -> tuple[str, Plan]:
    """An upload's file name and what confirming it would do. Raises NotFound once it is confirmed or a day old."""
    row = _uploaded(upload_id, setting_id)
    return row.name, lay_beside(setting_id, row.content or b"")


def take_in(upload_id: int, setting_id: int, person_id: int, leavers: set[int]) -> int | None:
    """Confirm a short list at once, and ask for a long one to be brought in by a worker.

    Returns:
        The number of the work that was asked for, the same when it is asked for twice; None when all is done.

    Raises:
        NotFound: it was confirmed already, or is too old.
        OutOfOrder: another lead confirmed it, and it is still being brought in.
        DomainError: the file names no column that is needed.
    """
    row = _uploaded(upload_id, setting_id)
    if row.counts.get("rows", 0) <= AT_ONCE:
        confirm(upload_id, setting_id, person_id, leavers)
        return None
    going = still_going(row.counts.get("work", 0))
    if going and going.person_id != person_id:
        raise OutOfOrder("Another lead of your setting is bringing this list in now.")
    if going:
        return going.id
    work = ask(LIST_TO_BRING_IN, setting_id, person_id, upload=upload_id, leavers=sorted(leavers))
    row.counts = {**row.counts, "work": work}
    session.flush()
    return work


def bring_in(job: JobRecord, say: Say) -> Outcome:
    """Bring in a long list, as a worker: everything in one transaction, which only whoever calls this commits."""
    setting_id, leavers = job.setting_id or 0, set(job.facts["leavers"])
    laid, counts = _confirm(job.facts["upload"], setting_id, job.person_id, leavers, say)
    facts = {words: f"{counts[str(one)]:,}" for one, words in WORDS.items()}
    facts |= {"ticked as leavers": f"{len(leavers):,}", "link": "/people", "link_words": "Go to People"}
    if not laid.of(Standing.FIX):
        return Outcome(facts)
    return Outcome(facts, FileMade("to-fix.csv", "text/csv", write_table(laid.to_mend())))


def confirm(upload_id: int, setting_id: int, person_id: int | None, leavers: set[int]) -> dict[str, int]:
    """Do what a dry run showed, in the caller's transaction, and forget the file.

    Args:
        upload_id: the upload that was looked at.
        setting_id: the setting it is for.
        person_id: who confirms it.
        leavers: posts missing from the file that were ticked as leavers.

    Returns:
        How many rows came to what.

    Raises:
        NotFound: it was confirmed already, or is too old.
        DomainError: the file names no column that is needed.
    """
    return _confirm(upload_id, setting_id, person_id, leavers, _untold)[1]


def _confirm(
    upload_id: int, setting_id: int, person_id: int | None, leavers: set[int], say: Say
) -> tuple[Plan, dict[str, int]]:
    content = _uploaded(upload_id, setting_id).content or b""
    laid = lay_beside(setting_id, content, say)
    counts = _write(setting_id, content, laid, person_id, leavers, say)
    row = _uploaded(upload_id, setting_id)
    row.confirmed_at, row.content, row.counts = now(), None, counts
    session.flush()
    return laid, counts


def apply(
    setting_id: int, content: bytes, person_id: int | None, leavers: set[int], say: Say = _untold
) -> dict[str, int]:
    """Do what a file says: rows to fix are left out, everything else is done. `say` is told how far it is."""
    return _write(setting_id, content, lay_beside(setting_id, content, say), person_id, leavers, say)


def _write(
    setting_id: int, content: bytes, laid: Plan, person_id: int | None, leavers: set[int], say: Say
) -> dict[str, int]:
    if laid.wrong:
        raise DomainError(laid.wrong)
    say(f"Writing {len(laid.rows) - len(laid.of(Standing.FIX)):,} people, all at once", 0, 0)
    own_kind = queries.setting(setting_id).kind
    begun = _begin(setting_id, laid.of(Standing.NEW), own_kind)
    for row in laid.of(Standing.ASKED):
        if row.newcomer:
            add_colleague(setting_id, row.newcomer, person_id)
    _change(laid.of(Standing.CHANGED), own_kind)
    ticked = {post.id: today() - timedelta(days=1) for post in laid.missing if post.id in leavers}
    _end({row.post.id: row.leaves_on for row in laid.of(Standing.LEAVES) if row.post and row.leaves_on} | ticked)
    _keep_training(laid.rows, begun)
    counts = {**laid.counts, "ticked as leavers": len(ticked)}
    digest = hashlib.sha256(content).hexdigest()
    record("staff list imported", person_id, setting=setting_id, file=digest, counts=counts)
    return counts


def _begin(setting_id: int, rows: list[Row], own_kind: SettingKind) -> dict[int, tuple[int, int]]:
    newcomers = [row.newcomer for row in rows if row.newcomer]
    ids = accounts.create_people([(one.username, one.name, one.email) for one in newcomers])
    posts = [
        Post(
            person_id=person_id,
            setting_id=setting_id,
            role=one.role,
            job_title=one.job_title,
            contract=one.contract,
            started_on=one.started_on or today(),
            external_id=one.external_id,
            works_days=one.works_days,
            kind=None if one.kind is own_kind else one.kind,
            site=one.site,
            line_manager=one.line_manager,
        )
        for person_id, one in zip(ids, newcomers, strict=True)
    ]
    session.add_all(posts)
    session.flush()
    if posts:
        begun = queries.posts_in(setting_id, [post.id for post in posts])
        events.posts_started.send(posts=begun)
        accounts.invite_all(ids, queries.setting(setting_id).name, setting_id)
    return {row.line: (post.id, post.person_id) for row, post in zip(rows, posts, strict=True)}


def _change(rows: list[Row], own_kind: SettingKind) -> None:
    for row in rows:
        if row.post and row.newcomer:
            post = session.get_one(Post, row.post.id)
            post.job_title = row.newcomer.job_title
            post.works_days = row.newcomer.works_days or post.works_days
            post.external_id = row.newcomer.external_id or post.external_id
            post.site = row.newcomer.site or post.site
            post.line_manager = row.newcomer.line_manager or post.line_manager
            if row.newcomer.kind:
                post.kind = None if row.newcomer.kind is own_kind else row.newcomer.kind
            session.flush()
            events.post_changed.send(post=queries.post(post.id))


def _end(last_days: dict[int, date]) -> None:
    """End posts on the day that the list says, or yesterday for those who were ticked."""
    for post_id, last_day in last_days.items():
        session.get_one(Post, post_id).ended_on = last_day
    session.flush()
    if last_days:
        events.posts_ended.send(posts=[queries.post(post_id) for post_id in last_days])


def _keep_training(rows: list[Row], begun: dict[int, tuple[int, int]]) -> None:
    """What the list says of earlier training stands beside the post, once. `begun`: line → (post, person)."""
    wanted = set()
    for row in rows:
        place = begun.get(row.line) or ((row.post.id, row.post.person_id) if row.post else None)
        if row.training and place:
            wanted.add((place, row.training))
    posts = {post_id for (post_id, _), _ in wanted}
    kept = {
        (one.post_id, one.title, one.done_on)
        for one in session.scalars(select(EarlierTraining).where(EarlierTraining.post_id.in_(posts)))
    }
    fresh = {(place, said) for place, said in wanted if (place[0], said.title, said.done_on) not in kept}
    session.add_all(
        EarlierTraining(
            person_id=person_id,
            post_id=post_id,
            title=training.title,
            done_on=training.done_on,
            provider=training.provider or None,
            number=training.number or None,
        )
        for (post_id, person_id), training in fresh
    )
    session.flush()
    if fresh:
        events.training_recorded.send(post_ids=sorted({post_id for (post_id, _), _ in fresh}))
