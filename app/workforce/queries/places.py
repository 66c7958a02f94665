"""Reading settings and posts."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import aliased

from app.access.identity import Appointment, Identity, PostHeld, Reach
from app.core.clock import today
from app.core.codes import normalised
from app.core.database import session
from app.core.errors import NotFound
from app.core.vocabulary import LEADS, Office, Role, RunBy, SettingKind, YearKind
from app.workforce.models import Appointment as AppointmentRow
from app.workforce.models import (
    EarlierTraining,
    JoinRequest,
    Leave,
    Partnership,
    Post,
    PostChange,
    Setting,
    SettingChange,
    Trust,
    TrustMember,
)
from app.workforce.records import (
    Held,
    LeaveRecord,
    Makeup,
    NamedPlace,
    Newcomer,
    PlaceFacts,
    PostFacts,
    PostRecord,
    RequestRecord,
    SettingRecord,
    TrainingRecord,
    TrustSetting,
)

WRITING = (Office.AUTHOR, Office.REVIEWER)
CONTACT_FACTS = (
    "dsl_contact",
    "deputy_contact",
    "referral_line",
    "advice_line",
    "out_of_hours_line",
    "recording_place",
)


def posts_of(person_id: int) -> tuple[PostHeld, ...]:
    """The posts a person holds today, oldest first, in one statement."""
    return holdings_of(person_id)[0]


def holdings_of(person_id: int) -> tuple[tuple[PostHeld, ...], tuple[Appointment, ...]]:
    """The posts and the offices that a person holds today, oldest first, in one statement."""
    person = Post.metadata.tables["person"]
    rows = session.execute(
        select(Post, Setting, TrustMember.trust_id, AppointmentRow, Trust.name, Partnership.name)
        .select_from(person)
        .outerjoin(Post, (Post.person_id == person.c.id) & is_current())
        .outerjoin(Setting, Setting.id == Post.setting_id)
        .outerjoin(TrustMember, TrustMember.setting_id == Post.setting_id)
        .outerjoin(AppointmentRow, (AppointmentRow.person_id == person.c.id) & AppointmentRow.ended_at.is_(None))
        .outerjoin(Trust, Trust.id == AppointmentRow.trust_id)
        .outerjoin(Partnership, Partnership.id == AppointmentRow.partnership_id)
        .where(person.c.id == person_id)
        .order_by(Post.started_on, Post.id, AppointmentRow.id)
    ).all()
    posts, offices = {}, {}
    for post, place, trust_id, held, trust, partnership in rows:
        if post:
            posts[post.id] = _held(post, place, trust_id)
        if held:
            offices[held.id] = _appointment(held, trust or partnership or "")
    return tuple(posts.values()), tuple(offices.values())


def _held(post: Post, place: Setting, trust_id: int | None) -> PostHeld:
    return PostHeld(
        post.id,
        post.person_id,
        place.id,
        place.name,
        SettingKind(post.kind or place.kind),
        Role(post.role),
        post.job_title,
        place.asks_second_step,
        place.partnership_id,
        trust_id,
    )


def reach_of(who: Identity) -> Reach:
    """Whose modules somebody may read: those of where she works, of her offices, and what she writes modules for."""
    offices = Reach(
        trusts=frozenset(held.trust_id for held in who.appointments if held.trust_id),
        partnerships=frozenset(held.partnership_id for held in who.appointments if held.partnership_id),
    )
    written = _within({held.partnership_id for held in who.appointments if held.office in WRITING})
    return offices | written | (who.post.reach if who.post else Reach())


def reach_in_office(who: Identity, office: Office) -> Reach:
    """For whom somebody may act at the trainers' desk.

    That is for the partnerships in which she holds an office (who writes modules, or reviews them), and for what is in
    them; for the trusts and the setting that she leads.
    """
    led = frozenset({who.post.setting_id} if who.post and who.post.is_lead else ())
    trusts = frozenset(held.trust_id for held in who.appointments if held.office is Office.TRUST_LEAD and held.trust_id)
    return Reach(led, trusts) | _within({held.partnership_id for held in who.appointments if held.office is office})


def _within(partnership_ids: Collection[int | None]) -> Reach:
    """Some partnerships, their settings, and the trusts that any of these belongs to: one statement, if any."""
    if not partnership_ids:
        return Reach()
    query = select(Setting.id, TrustMember.trust_id).outerjoin(TrustMember, TrustMember.setting_id == Setting.id)
    rows = session.execute(query.where(Setting.partnership_id.in_(partnership_ids))).all()
    trusts = frozenset(trust for _, trust in rows if trust)
    return Reach(frozenset(number for number, _ in rows), trusts, frozenset(one for one in partnership_ids if one))


def places_within(reach: Reach) -> list[NamedPlace]:
    """The partnerships, trusts and settings of a reach, each kind by name: one statement for each."""
    wanted = ((Partnership, reach.partnerships), (Trust, reach.trusts), (Setting, reach.settings))
    return [
        NamedPlace(str(table.__tablename__), row.id, row.code, row.name)
        for table, numbers in wanted
        if numbers
        for row in session.execute(
            select(table.id, table.code, table.name).where(table.id.in_(numbers)).order_by(table.name)
        )
    ]


def kinds_in(setting_ids: Collection[int]) -> frozenset[SettingKind]:
    """The kinds of children that people in some settings work with."""
    own = select(Setting.kind).where(Setting.id.in_(setting_ids))
    others = select(Post.kind).where(Post.setting_id.in_(setting_ids), Post.kind.is_not(None), is_current())
    return frozenset(SettingKind(kind) for kind in session.scalars(own.union(others)))


def partnership_of(setting_ids: Collection[int]) -> int | None:
    """The partnership that most of some settings are in."""
    query = select(Setting.partnership_id).where(Setting.id.in_(setting_ids)).group_by(Setting.partnership_id)
    return session.scalar(query.order_by(func.count().desc(), Setting.partnership_id).limit(1))


def reach_from(setting_id: int) -> Reach:
    """What belongs to whoever works in a setting today."""
    return places_on([setting_id], today())[setting_id].reach


def _appointment(row: AppointmentRow, where: str) -> Appointment:
    return Appointment(row.id, Office(row.office), row.trust_id, row.partnership_id, where)


def is_current(day: date | None = None) -> ColumnElement[bool]:
    """Whether a post is held on a day, or today, as a condition."""
    day = day or today()
    return (Post.started_on <= day) & (Post.ended_on.is_(None) | (Post.ended_on >= day))


def setting(setting_id: int) -> SettingRecord:
    """A setting with the facts that fill its merge fields, its leads' names among them: one statement."""
    people = Post.metadata.tables["person"]
    leading = (Post.setting_id == Setting.id) & Post.role.in_(LEADS) & is_current()
    rows = session.execute(
        select(Setting, Partnership, Post.role, people.c.name)
        .join(Partnership, Partnership.id == Setting.partnership_id)
        .outerjoin(Post, leading)
        .outerjoin(people, people.c.id == Post.person_id)
        .where(Setting.id == setting_id)
        .order_by(Post.id)
    ).all()
    if not rows:
        raise NotFound("There is no such setting.")
    place, partnership = rows[0][0], rows[0][1]
    facts = {"setting": place.name, **{name: getattr(place, name) for name in CONTACT_FACTS}}
    for name, role in (("dsl", Role.DSL), ("deputy", Role.DEPUTY_DSL)):
        facts[name] = next((person for _, _, held, person in rows if held == role), None)
    return SettingRecord(
        place.id,
        place.code,
        place.name,
        SettingKind(place.kind),
        partnership.name,
        partnership.pathway,
        facts,
        place.facts_checked_on,
        place.join_code,
        place.run_by,
        place.asks_second_step,
        place.partnership_id,
        _makeup(place),
        place.set_up_at,
    )


def _makeup(place: Setting) -> Makeup:
    terms = tuple((date.fromisoformat(first), date.fromisoformat(last)) for first, last in place.term_dates)
    runs = RunBy(place.run_by_kind) if place.run_by_kind else None
    return Makeup(runs, place.people_count, YearKind(place.year_kind), terms)


def _posts() -> Any:
    people = Post.metadata.tables["person"]
    return (
        select(Post, people.c.name, people.c.email, people.c.username, func.coalesce(Post.kind, Setting.kind))
        .join(people, people.c.id == Post.person_id)
        .join(Setting, Setting.id == Post.setting_id)
        .order_by(Post.id)
    )


def _records(query: Any) -> list[PostRecord]:
    return [_record(*row) for row in session.execute(query)]


def _record(post: Post, name: str, email: str | None, username: str, kind: str) -> PostRecord:
    return PostRecord(
        post.id,
        post.person_id,
        name,
        post.setting_id,
        SettingKind(kind),
        Role(post.role),
        post.job_title,
        post.started_on,
        post.ended_on,
        email,
        post.works_days,
        post.external_id,
        post.contract,
        post.site,
        post.line_manager,
        username,
    )


def posts_that(*conditions: ColumnElement[bool]) -> list[PostRecord]:
    """Every post that meets some conditions, oldest first."""
    return _records(_posts().where(*conditions))


def post(post_id: int) -> PostRecord:
    """One post. Raises NotFound."""
    found = _records(_posts().where(Post.id == post_id))
    if not found:
        raise NotFound("There is no such post.")
    return found[0]


def posts_at(setting_id: int, site: str) -> frozenset[int]:
    """The posts of a setting at one of its sites, ended ones among them."""
    return frozenset(session.scalars(select(Post.id).where(Post.setting_id == setting_id, Post.site == site)))


def sites_of(setting_id: int) -> list[str]:
    """The sites that posts of a setting are at today, by name."""
    query = select(Post.site).where(Post.setting_id == setting_id, Post.site.is_not(None), is_current())
    return sorted({site for site in session.scalars(query.distinct()) if site})


def posts_in(setting_id: int, post_ids: list[int]) -> list[PostRecord]:
    """These posts of a setting."""
    return _records(_posts().where(Post.setting_id == setting_id, Post.id.in_(post_ids)))


def current_posts() -> list[PostRecord]:
    """Every post that is held today, everywhere: for whoever must tell all of them something."""
    return _records(_posts().where(is_current()))


def colleagues(setting_id: int) -> list[PostRecord]:
    """Everyone who holds a post in a setting today, by name."""
    found = _records(_posts().where(Post.setting_id == setting_id, is_current()))
    return sorted(found, key=lambda record: record.person_name.casefold())


def colleagues_present(setting_id: int) -> list[PostRecord]:
    """Everyone who holds a post in a setting today and is not on leave from it, by name."""
    day, here = today(), colleagues(setting_id)
    leaves = leaves_of([one.id for one in here], day)
    return [one for one in here if not any(leave.covers(day) for leave in leaves.get(one.id, []))]


def names_started_since(setting_id: int, day: date, most: int) -> tuple[list[str], int]:
    """The names of a few whose posts in a setting began on a day or after it and are held today; and how many do so."""
    person = Post.metadata.tables["person"]
    here = (Post.setting_id == setting_id) & (Post.started_on >= day) & is_current()
    names = select(person.c.name).join(Post, Post.person_id == person.c.id).where(here).order_by(Post.id).limit(most)
    return list(session.scalars(names)), session.scalar(select(func.count()).where(here)) or 0


def posts_by_person(setting_id: int, day: date, after: int = 0, people: int | None = None) -> list[PostRecord]:
    """The posts held in a setting on a day, person by person; of the next `people` after a person's number, or all."""
    here = (Post.setting_id == setting_id) & is_current(day) & (Post.person_id > after)
    if people is not None:
        here &= Post.person_id.in_(select(Post.person_id).where(here).distinct().order_by(Post.person_id).limit(people))
    return _records(_posts().where(here).order_by(None).order_by(Post.person_id, Post.id))


def setting_ids() -> list[int]:
    """Every setting there is, by number."""
    return list(session.scalars(select(Setting.id).order_by(Setting.id)))


def colleagues_to_be(setting_id: int) -> list[PostRecord]:
    """Everyone whose post in a setting is still to begin."""
    to_come = (Post.started_on > today()) & (Post.ended_on.is_(None) | (Post.ended_on >= Post.started_on))
    return _records(_posts().where(Post.setting_id == setting_id, to_come))


def partnerships() -> list[tuple[int, str]]:
    """Every partnership, its number and name, by name."""
    return [(found.id, found.name) for found in session.scalars(select(Partnership).order_by(Partnership.name))]


def trust_settings(trust_ids: Collection[int]) -> list[TrustSetting]:
    """The settings of some trusts, by name: one statement."""
    rows = session.execute(
        select(Setting.id, Setting.name, Setting.kind, Trust.name)
        .join(TrustMember, TrustMember.setting_id == Setting.id)
        .join(Trust, Trust.id == TrustMember.trust_id)
        .where(TrustMember.trust_id.in_(trust_ids))
        .order_by(Setting.name, Setting.id)
    )
    return [TrustSetting(row.id, row[1], SettingKind(row.kind), row[3]) for row in rows]


def settings_of(partnership_id: int | None, trust_id: int | None, setting_id: int | None) -> frozenset[int]:
    """The settings of a partnership or of a trust, or one setting alone."""
    if setting_id:
        return frozenset({setting_id})
    if trust_id:
        return frozenset(session.scalars(select(TrustMember.setting_id).where(TrustMember.trust_id == trust_id)))
    return frozenset(session.scalars(select(Setting.id).where(Setting.partnership_id == partnership_id)))


def partnership_id(code: str) -> int | None:
    """The partnership of a code, if it is there."""
    return session.scalar(select(Partnership.id).where(Partnership.code == code))


def trust_id(code: str) -> int | None:
    """The trust of a code, if it is there."""
    return session.scalar(select(Trust.id).where(Trust.code == code))


def partnership(partnership_id: int) -> tuple[str, str | None]:
    """A partnership's name and the pathway of requirements that holds there. Raises NotFound."""
    row = session.get(Partnership, partnership_id)
    if row is None:
        raise NotFound("There is no such partnership.")
    return row.name, row.pathway


def setting_id(code: str) -> int | None:
    """The setting of a code, if it is there."""
    return session.scalar(select(Setting.id).where(Setting.code == code))


def setting_by_code(typed: str) -> SettingRecord | None:
    """The setting whose code somebody typed, however she typed it."""
    found = session.scalar(select(Setting.id).where(Setting.join_code == normalised(typed)))
    return setting(found) if found else None


def current_post(person_id: int, setting_id: int) -> PostRecord | None:
    """The post a person holds in a setting today, if any."""
    mine = (Post.person_id == person_id) & (Post.setting_id == setting_id)
    return next(iter(_records(_posts().where(mine, is_current()))), None)


def works_elsewhere(person_id: int, setting_id: int) -> bool:
    """Whether a person holds a post today in another setting too."""
    return (
        session.scalar(
            select(Post.id).where(Post.person_id == person_id, Post.setting_id != setting_id, is_current()).limit(1)
        )
        is not None
    )


def still_in_post(person_ids: Iterable[int], without: Iterable[int]) -> frozenset[int]:
    """Those of some people who hold a post that has not ended, or begins later, apart from the posts `without`."""
    open_ones = Post.ended_on.is_(None) | (Post.ended_on >= today())
    theirs = Post.person_id.in_(set(person_ids)) & Post.id.not_in(set(without))
    return frozenset(session.scalars(select(Post.person_id).where(theirs, open_ones)))


def is_trusted_elsewhere(person_ids: Iterable[int], setting_id: int) -> frozenset[int]:
    """Those of some people who hold an office, or lead another setting: no lead of this one opens their accounts."""
    wanted = set(person_ids)
    offices = select(AppointmentRow.person_id).where(
        AppointmentRow.person_id.in_(wanted), AppointmentRow.ended_at.is_(None)
    )
    leading = select(Post.person_id).where(
        Post.person_id.in_(wanted), Post.setting_id != setting_id, Post.role.in_(LEADS), is_current()
    )
    return frozenset(session.scalars(offices.union(leading)))


def works_at(username: str, setting_code: str) -> bool:
    """Whether whoever has this username holds a post today in the setting with this code."""
    person = Post.metadata.tables["person"]
    query = (
        select(Post.id)
        .join(person, person.c.id == Post.person_id)
        .join(Setting, Setting.id == Post.setting_id)
        .where(
            person.c.username == username.strip().lower(), Setting.join_code == normalised(setting_code), is_current()
        )
    )
    return session.scalar(query.limit(1)) is not None


def requests_to(setting_id: int) -> list[RequestRecord]:
    """Who asked to join a setting and waits for its lead."""
    return _requests((JoinRequest.setting_id == setting_id) & JoinRequest.is_offer.is_(False))


def offers_to(person_id: int) -> list[RequestRecord]:
    """Posts that settings offered somebody, which she has not answered."""
    return _requests((JoinRequest.person_id == person_id) & JoinRequest.is_offer.is_(True))


def _requests(which: ColumnElement[bool]) -> list[RequestRecord]:
    query = select(JoinRequest, Setting.name).join(Setting, Setting.id == JoinRequest.setting_id)
    rows = session.execute(query.where(which, JoinRequest.decided_at.is_(None)).order_by(JoinRequest.id))
    return [
        RequestRecord(
            row.id,
            row.setting_id,
            name,
            row.name,
            row.job_title,
            row.email,
            row.asked_at,
            Newcomer.from_facts(row.facts).started_on if row.facts else None,
        )
        for row, name in rows
    ]


def earlier_training(post_id: int) -> list[TrainingRecord]:
    """Training that a staff list said the holder of a post did elsewhere."""
    return training_of([post_id], today())


def training_of(post_ids: list[int], day: date) -> list[TrainingRecord]:
    """What staff lists had said, by a day, that the holders of some posts did elsewhere."""
    told = EarlierTraining.post_id.in_(post_ids) & (EarlierTraining.recorded_on <= day)
    rows = session.scalars(select(EarlierTraining).where(told).order_by(EarlierTraining.id))
    return [
        TrainingRecord(row.title, row.done_on, row.provider, row.number, row.post_id, row.recorded_on, row.id)
        for row in rows
    ]


def post_ids(setting_ids: Iterable[int] | None = None, partnership_id: int | None = None) -> list[int]:
    """Every post there ever was: of some settings, of a partnership's settings, or of all."""
    query = select(Post.id).order_by(Post.id)
    if setting_ids is not None:
        query = query.where(Post.setting_id.in_(list(setting_ids)))
    if partnership_id is not None:
        query = query.where(Post.setting_id.in_(select(Setting.id).where(Setting.partnership_id == partnership_id)))
    return list(session.scalars(query))


def posts(post_ids: list[int]) -> list[PostRecord]:
    """Some posts as they are now, ended or not."""
    return _records(_posts().where(Post.id.in_(post_ids)))


def held_on(setting_id: int, day: date) -> Iterator[Held]:
    """The posts of a setting that were held on a day, as far as it was known by then: one statement."""
    known, person = PostChange.__table__.c, Post.metadata.tables["person"].c
    query = (
        select(known.post_id, person.name, known.role, known.started_on, known.contract, known.ended_on)
        .join(Post, Post.id == known.post_id)
        .join(Post.metadata.tables["person"], person.id == Post.person_id)
        .where(Post.setting_id == setting_id, known.day <= day)
        .order_by(known.id)
    )
    newest = {row[0]: row for row in session.execute(query)}
    for post_id, name, role, started_on, contract, ended_on in newest.values():
        if started_on <= day and (ended_on is None or ended_on >= day):
            yield Held(post_id, name, Role(role), started_on, contract)


def count_held_on(setting_id: int, day: date) -> int:
    """How many posts of a setting were held on a day."""
    return sum(1 for _ in held_on(setting_id, day))


def leavers(setting_id: int, day: date, page: int, a_page: int) -> tuple[list[PostRecord], int]:
    """A page of the posts of a setting that had ended by a day, the last to leave first, and how many there are."""
    gone = Post.setting_id == setting_id, Post.ended_on < day
    total = session.scalar(select(func.count()).select_from(Post).where(*gone)) or 0
    query = _posts().where(*gone).order_by(None).order_by(Post.ended_on.desc(), Post.id)
    return _records(query.offset((page - 1) * a_page).limit(a_page)), total


def facts_of(post_ids: list[int], day: date) -> dict[int, list[PostFacts]]:
    """What was known of some posts by a day, oldest first; a post that was not known yet is not there."""
    known = PostChange.post_id.in_(post_ids) & (PostChange.day <= day)
    found: dict[int, list[PostFacts]] = {}
    for row in session.scalars(select(PostChange).where(known).order_by(PostChange.id)):
        found.setdefault(row.post_id, []).append(_facts(row))
    return found


def _facts(row: PostChange) -> PostFacts:
    kind, role = SettingKind(row.kind), Role(row.role)
    return PostFacts(row.day, kind, role, row.job_title, row.contract, row.started_on, row.ended_on)


def places_on(setting_ids: Iterable[int], day: date) -> dict[int, PlaceFacts]:
    """What was known of some settings on a day; of one that was not known yet, what was known first."""
    query = (
        select(SettingChange, Setting.name, Partnership.pathway, Partnership.name)
        .join(Setting, Setting.id == SettingChange.setting_id)
        .join(Partnership, Partnership.id == SettingChange.partnership_id)
        .where(SettingChange.setting_id.in_(set(setting_ids)))
        .order_by(SettingChange.id)
    )
    found: dict[int, PlaceFacts] = {}
    for row, name, pathway, partnership in session.execute(query):
        if row.day <= day or row.setting_id not in found:
            found[row.setting_id] = _place(row, name, pathway, partnership)
    return found


def _place(row: SettingChange, name: str, pathway: str | None, partnership: str) -> PlaceFacts:
    runs = RunBy(row.run_by_kind) if row.run_by_kind else None
    return PlaceFacts(
        name,
        SettingKind(row.kind),
        pathway,
        row.partnership_id,
        partnership,
        runs,
        row.people_count,
        row.setting_id,
        row.trust_id,
    )


def leaves_of(post_ids: list[int], day: date) -> dict[int, list[LeaveRecord]]:
    """The leaves that had been noted by a day for some posts, by their first days."""
    noted = Leave.post_id.in_(post_ids) & (Leave.noted_on <= day)
    found: dict[int, dict[date, LeaveRecord]] = {}
    for row in session.scalars(select(Leave).where(noted).order_by(Leave.first_day, Leave.id)):
        found.setdefault(row.post_id, {})[row.first_day] = LeaveRecord(row.first_day, row.last_day)
    return {post_id: list(kept.values()) for post_id, kept in found.items()}


def repeats_in(setting_ids: Collection[int]) -> dict[int, tuple[int, int]]:
    """How many posts of some settings are not their holder's first, by setting: one statement.

    Counted among the posts that have not ended, then among all there ever were. Whoever adds up settings takes these
    away, and is left with different people.
    """
    first, is_open = aliased(Post), Post.ended_on.is_(None) | (Post.ended_on >= today())
    earlier = (first.person_id == Post.person_id) & (first.id < Post.id)
    earlier_open = earlier & (first.ended_on.is_(None) | (first.ended_on >= today()))
    rows = session.execute(
        select(
            Post.setting_id,
            func.count().filter(is_open & exists(select(first.id).where(earlier_open))),
            func.count().filter(exists(select(first.id).where(earlier))),
        )
        .where(Post.setting_id.in_(setting_ids))
        .group_by(Post.setting_id)
    )
    return {setting_id: (now_held, ever_held) for setting_id, now_held, ever_held in rows}
