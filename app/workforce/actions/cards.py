"""Cards for people without an e-mail address: a username and a first PIN, on paper."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.accounts import actions as accounts
from app.accounts import queries as people
from app.audit.actions import record
from app.core.errors import NotFound
from app.workforce import queries


@dataclass(frozen=True)
class Card:
    """What one card says. The PIN is nowhere else, and works once."""

    name: str
    username: str
    pin: str


def print_cards(setting_id: int, post_ids: Iterable[int], by: int) -> list[Card]:
    """Make a new first PIN for each of these posts of a setting; their old PINs and sign-ins end.

    Raises:
        NotFound: one of the posts is not held in this setting today, or its holder looks after records elsewhere.
    """
    there = {post.id: post for post in queries.colleagues(setting_id)}
    trusted = queries.is_trusted_elsewhere((post.person_id for post in there.values()), setting_id)
    cards = []
    for post_id in post_ids:
        if post_id not in there or there[post_id].person_id in trusted:
            raise NotFound("There is no such post.")
        holder = people.person(there[post_id].person_id)
        cards.append(Card(holder.name, holder.username, accounts.new_card_pin(holder.id)))
    record("cards printed", by, setting=setting_id, count=len(cards))
    return cards
