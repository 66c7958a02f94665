"""Coming in by a provider of somebody else's making."""

from collections.abc import Callable

from sqlalchemy import select

from app.bridges.sso.models import ExternalIdentity
from app.core.database import session
from tests.provider.conftest import RealProvider
from tests.provider.person import AtTheKeyboard

Sit = Callable[[], AtTheKeyboard]


def test_the_first_time_asks_for_the_password_here_once_and_the_second_time_goes_straight_in(
    amina: AtTheKeyboard, sit_down: Sit, provider: RealProvider
) -> None:
    amina.come_in()
    assert amina.heading == "Link your two accounts"
    assert amina.press("Link the two", password="wrong").status == 400
    assert amina.press("Link the two", password="correct horse battery").heading == "My learning"

    assert sit_down().come_in().heading == "My learning"
    assert session.execute(select(ExternalIdentity.issuer, ExternalIdentity.subject)).all() == [
        (provider.issuer, "s-1")
    ]
