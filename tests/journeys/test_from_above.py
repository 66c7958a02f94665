"""Those who look at settings from above see what is theirs, and nobody's small group."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.accounts.queries import by_username
from app.core.clock import today
from app.core.database import session
from app.core.vocabulary import Office, Role, SettingKind
from app.jobs import actions as jobs
from app.requirements.models import Standing
from app.workforce import actions as workforce
from app.workforce import queries as places
from tests.factories.crowd import a_crowd
from tests.factories.people import a_colleague, a_setting, an_officer
from tests.factories.shelf import MODULE
from tests.journeys.walks import begin_and_read
from tests.visitor import Page, Visitor


@pytest.fixture
def nadia(app: Flask) -> Visitor:
    """The safeguarding lead of a trust of three settings; a fourth is not of it."""
    for code, kind in (
        ("alder", SettingKind.PRIMARY),
        ("birch", SettingKind.SECONDARY),
        ("cedar", SettingKind.PRIMARY),
    ):
        a_setting(kind, code, f"{code.title()} School")
    a_setting(code="elsewhere", name="Elsewhere School")
    person = an_officer("nadia", Office.TRUST_LEAD)
    (held,) = places.holdings_of(person.id)[1]
    for code in ("alder", "birch", "cedar"):
        workforce.put_in_trust(number(code), held.trust_id, None)
    session.commit()
    visitor = Visitor(app)
    visitor.sign_in("nadia")
    return visitor


def number(code: str) -> int:
    found = places.setting_id(code)
    assert found
    return found


def rows(page: Page, table: int = 0) -> list[list[str]]:
    body = page.soup.find_all("tbody")[table]
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.find_all(["th", "td"])] for row in body.find_all("tr")
    ]


def done(setting: int, count: int) -> None:
    """Let so many people of a setting have done the module."""
    newest = select(Standing.post_id).where(Standing.setting_id == setting).order_by(Standing.post_id.desc())
    posts = session.scalars(newest.limit(count)).all()
    facts = {"began_on": today(), "done_on": today()}
    session.execute(update(Standing).where(Standing.post_id.in_(posts)).values(**facts))
    session.commit()


class TestTrust:
    def test_she_sees_the_settings_of_her_trust_and_no_other_with_their_counts(self, nadia: Visitor) -> None:
        a_crowd(number("alder"), MODULE, 4)
        done(number("alder"), 1)
        a_crowd(number("elsewhere"), MODULE, 2)

        page = nadia.visit("/trust")

        assert rows(page) == [
            ["Alder School Primary school", "4", "0", "0", "3", "0", "1", "0", "0", "0", "0"],
            ["Birch School Secondary school", *"0000000000"],
            ["Cedar School Primary school", *"0000000000"],
        ]
        assert not page.says("Elsewhere")

    def test_she_narrows_by_words_and_kind_and_sorts_by_any_number(self, nadia: Visitor) -> None:
        a_crowd(number("cedar"), MODULE, 3)

        assert len(rows(nadia.visit("/trust?words=bir"))) == 1
        assert len(rows(nadia.visit("/trust?kind=primary"))) == 2
        assert rows(nadia.visit("/trust?order=not-started"))[0][0].startswith("Cedar")
        assert nadia.visit("/trust?words=nothing").says("No setting fits")
        assert len(rows(nadia.visit("/trust?kind=childminder&order=nonsense&page=x&module=none"))) == 3

    def test_a_trust_without_settings_says_what_to_do(self, app: Flask) -> None:
        an_officer("vera", Office.TRUST_LEAD)
        visitor = Visitor(app)
        visitor.sign_in("vera")

        assert visitor.visit("/trust").says("No setting belongs to your trust yet")

    def test_a_settings_page_names_its_people_their_jobs_and_where_they_stand(self, app: Flask, nadia: Visitor) -> None:
        a_colleague("amina", setting=number("alder"))
        learner = Visitor(app)
        learner.sign_in("amina")
        begin_and_read(learner)

        nadia.visit("/trust")
        page = nadia.follow("Alder School")

        assert rows(page, 1)[0][0] == "Amina Test Teaching assistant"
        assert "Under way" in rows(page, 1)[0][1]
        assert nadia.visit(f"/trust/settings/{number('alder')}?state=done&words=am").says("Nobody fits")

    def test_a_setting_or_a_person_of_another_trust_is_as_one_that_is_not_there(self, nadia: Visitor) -> None:
        zoe = a_colleague("zoe", setting=number("elsewhere"))
        other = nadia.visit(f"/trust/settings/{number('elsewhere')}", 404)
        nothing = nadia.visit("/trust/settings/999", 404)

        assert other.text == nothing.text
        assert nadia.visit(f"/trust/people/{zoe.id}/move", 404).text == nadia.visit("/trust/people/999/move", 404).text

    def test_she_moves_somebody_between_two_of_her_settings_in_one_act(self, app: Flask, nadia: Visitor) -> None:
        amina = a_colleague("amina", setting=number("alder"))
        nadia.visit(f"/trust/settings/{number('alder')}")
        nadia.follow("Move")
        page = nadia.press("Move this person", setting=str(number("birch")))

        assert page.heading == "Birch School"
        assert page.says("Moved.")
        assert page.says("Amina Test")
        assert [post.setting_id for post in places.posts_of(amina.person_id)] == [number("birch")]

    def test_she_moves_nobody_to_a_setting_that_is_not_hers(self, nadia: Visitor) -> None:
        amina = a_colleague("amina", setting=number("alder"))
        nadia.visit(f"/trust/people/{amina.id}/move")
        page = nadia.press("Move this person", 400, setting=str(number("elsewhere")))

        assert page.soup.find(class_="govuk-error-summary")
        assert places.posts_of(amina.person_id)[0].setting_id == number("alder")

    def test_the_last_lead_is_not_moved_and_what_was_typed_is_kept(self, nadia: Visitor) -> None:
        mark = a_colleague("mark", Role.DSL, number("alder"))
        nadia.visit(f"/trust/people/{mark.id}/move")
        yesterday = today() - timedelta(days=1)
        typed = [str(yesterday.day), str(yesterday.month), str(yesterday.year)]
        page = nadia.press("Move this person", 400, setting=str(number("cedar")), first_day=typed)

        assert page.says("only safeguarding lead")
        assert page.soup.find("option", value=str(number("cedar")), selected=True)
        assert len(places.posts_of(mark.person_id)) == 1

    def test_somebody_who_has_left_is_not_there_to_be_moved(self, nadia: Visitor) -> None:
        amina = a_colleague("amina", setting=number("alder"))
        workforce.end_post(amina.id, today() - timedelta(days=1))

        nadia.visit(f"/trust/people/{amina.id}/move", 404)


class TestGovernors:
    @pytest.fixture
    def head(self, app: Flask) -> Visitor:
        a_colleague("helen", Role.HEAD, a_setting())
        visitor = Visitor(app)
        visitor.sign_in("helen")
        return visitor

    def test_the_head_reads_one_page_of_counts_with_no_name_on_it(self, head: Visitor) -> None:
        a_crowd(1, MODULE, 19)
        done(1, 12)
        head.visit("/my-learning")
        page = head.follow("Summary")

        assert rows(page)[0][1:] == ["12", "0", "0", "8", "0"]
        assert page.says("20 people work here")
        main = page.soup.main
        assert main is not None
        assert "Person 0" not in main.get_text()

    def test_a_small_group_is_hidden_and_the_number_beside_it_too(self, head: Visitor) -> None:
        a_crowd(1, MODULE, 19)
        done(1, 3)

        assert rows(head.visit("/summary"))[0][1:] == ["Hidden", "0", "0", "Hidden", "0"]

    def test_where_fewer_than_five_work_no_number_is_shown(self, head: Visitor) -> None:
        page = head.visit("/summary")

        assert page.says("Fewer than five people work here")
        assert rows(page)[0][1:] == ["Hidden"] * 5

    def test_each_requirement_names_its_authority_and_the_modules_that_contribute(self, head: Visitor) -> None:
        duties = rows(head.visit("/summary"), 1)

        assert duties
        assert all(authority for _, authority, *_ in duties)

    def test_what_was_decided_is_counted_and_not_told(self, app: Flask, head: Visitor) -> None:
        a_colleague("mark", Role.DSL, 1)
        lead = Visitor(app)
        lead.sign_in("mark")
        lead.visit("/actions/new")
        soon = today() + timedelta(days=30)
        day = [str(soon.day), str(soon.month), str(soon.year)]
        lead.press("Add to our", words="Ask every child once a day.", owner="Joyce Tan", review_on=day)
        lead.visit("/desk")
        page = lead.follow("What your governors see")

        assert page.says("1 practice action decided: 0 to be looked at again now")
        assert not page.says("Joyce Tan")
        assert head.visit("/summary").says("1 practice action decided")


class TestPartnership:
    @pytest.fixture
    def stephen(self, app: Flask) -> Visitor:
        an_officer("stephen", Office.OFFICER)
        visitor = Visitor(app)
        visitor.sign_in("stephen")
        return visitor

    def town(self) -> None:
        """Four schools of ten people, of whom four have done the module; and one home of three."""
        for place in range(4):
            school = a_setting(code=f"school-{place}")
            a_crowd(school, MODULE, 10)
            done(school, 4)
        a_crowd(a_setting(SettingKind.RESIDENTIAL, "home"), MODULE, 3)

    def test_before_the_first_count_the_page_says_so(self, stephen: Visitor) -> None:
        assert stephen.visit("/partnership").says("Nothing has been counted yet")

    def test_an_officer_asks_for_a_count_and_reads_it(self, stephen: Visitor) -> None:
        self.town()
        stephen.visit("/partnership")
        asked = stephen.press("Count again now")
        jobs.carry_out_due()
        finished = stephen.visit(asked.address)
        assert finished.says("Settings counted: 5")
        page = stephen.follow("Back to A partnership")

        assert rows(page)[0] == ["Primary school", "4", "5", "40", "0", "0", "25", "0", "15", "0", "0", "0", "0"]
        assert page.says("As counted on")

    def test_a_kind_that_is_too_small_is_nowhere_and_the_page_says_that_something_is_left_out(
        self, stephen: Visitor
    ) -> None:
        self.town()
        stephen.visit("/partnership")
        stephen.press("Count again now")
        jobs.carry_out_due()

        for address in ("/partnership", "/partnership?kind=residential", f"/partnership?module={MODULE}"):
            page = stephen.visit(address)
            assert not page.says("home or residential")
            assert page.says("left out, as happened here")
        assert stephen.visit("/partnership?kind=residential").says("nothing here that is large enough")

    def test_the_chart_says_in_words_what_it_shows_and_stands_beside_its_table(self, stephen: Visitor) -> None:
        self.town()
        stephen.visit("/partnership")
        stephen.press("Count again now")
        jobs.carry_out_due()
        chart = stephen.visit("/partnership").soup.find("svg", role="img")

        assert chart is not None
        named = str(chart["aria-labelledby"]).split()
        words = [part.get_text() for part in chart.find_all(id=named)]
        assert words == ["Share that is done and not due for renewal, by kind of setting", "Primary school: 38 %."]

    def test_an_officer_of_another_partnership_sees_nothing_of_this_one(self, app: Flask, stephen: Visitor) -> None:
        self.town()
        stephen.visit("/partnership")
        stephen.press("Count again now")
        jobs.carry_out_due()
        elsewhere = workforce.create_partnership("elsewhere", "Another partnership", None)
        vera = an_officer("vera", Office.REVIEWER)
        workforce.appoint(vera.id, Office.OFFICER, None, None, elsewhere)
        session.commit()
        visitor = Visitor(app)
        visitor.sign_in("vera")

        page = visitor.visit(f"/partnership?of={places.partnership_id('town')}")
        assert page.heading == "Another partnership"
        assert page.says("Nothing has been counted yet")

    def test_an_officer_of_two_partnerships_goes_from_one_to_the_other(self, stephen: Visitor) -> None:
        who = by_username("stephen")
        assert who
        second = workforce.create_partnership("second", "Second partnership", None)
        workforce.appoint(who.id, Office.OFFICER, None, None, second)
        session.commit()
        stephen.visit("/partnership")

        assert stephen.follow("Second partnership").heading == "Second partnership"
