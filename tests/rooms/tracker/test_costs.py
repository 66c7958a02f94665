"""A page of the desk asks the database as often for a setting of sixty as for one of five."""

from flask import Flask

from app.core.vocabulary import Role
from app.requirements.actions import restate
from app.workforce.actions import keep_new_posts
from app.workforce.queries import post_ids, posts
from tests.factories.crowd import a_crowd
from tests.factories.people import a_colleague, a_setting
from tests.factories.shelf import MODULE
from tests.measuring import statements
from tests.visitor import Visitor

PAGES = {
    "/desk/staff": 9,
    "/desk/staff?state=not-started&order=due&way=down": 9,
    "/desk/duties": 12,
    "/desk/duties?state=to-do&order=renew": 12,
    "/desk/gaps": 6,
    "/desk": 30,
    "/desk/chase": 9,
    "/desk/people/{post}": 26,
    "/desk/assignments": 7,
    "/desk/choose": 7,
}


def test_every_page_asks_as_often_for_sixty_people_as_for_five(app: Flask) -> None:
    school, costs = a_setting(), []
    lead = a_colleague("mark", Role.DSL, school)
    mark = Visitor(app)
    mark.sign_in("mark")
    for more in (4, 55):
        a_crowd(school, MODULE, more)
        newest = post_ids([school])[-more:]
        keep_new_posts(posts(newest))
        restate(newest)
        mark.visit("/desk")
        costs.append({page: statements(mark, page.format(post=lead.id)) for page in PAGES})

    assert costs[0] == costs[1]
    assert not {page: cost for page, cost in costs[1].items() if cost > PAGES[page]}
