"""Who is asking: a person, her posts, and the post she is looking from. Plain values."""

from dataclasses import dataclass

from app.core.vocabulary import LEADS, Office, Role, SettingKind


@dataclass(frozen=True)
class Reach:
    """The settings, trusts and partnerships that somebody belongs to: what is theirs is hers to use."""

    settings: frozenset[int] = frozenset()
    trusts: frozenset[int] = frozenset()
    partnerships: frozenset[int] = frozenset()

    def __or__(self, other: "Reach") -> "Reach":
        return Reach(self.settings | other.settings, self.trusts | other.trusts, self.partnerships | other.partnerships)


def reach_in(setting_id: int, partnership_id: int, trust_id: int | None) -> Reach:
    """What belongs to whoever works in a setting: the setting's own, its partnership's and its trust's."""
    trusts = frozenset({trust_id} if trust_id else ())
    return Reach(frozenset({setting_id}), trusts, frozenset({partnership_id}))


@dataclass(frozen=True)
class PostHeld:
    """One post as its holder carries it through a request."""

    id: int
    person_id: int
    setting_id: int
    setting_name: str
    kind: SettingKind
    role: Role
    job_title: str
    asks_second_step: bool = False
    partnership_id: int = 0
    trust_id: int | None = None

    @property
    def is_lead(self) -> bool:
        return self.role in LEADS

    @property
    def reach(self) -> Reach:
        return reach_in(self.setting_id, self.partnership_id, self.trust_id)


@dataclass(frozen=True)
class Appointment:
    """One office that somebody holds beyond a setting: of a trust, of a partnership, or (neither) of the site."""

    id: int
    office: Office
    trust_id: int | None = None
    partnership_id: int | None = None
    where: str = ""


@dataclass(frozen=True)
class Identity:
    """A signed-in person. `post` is None for somebody whose posts have all ended.

    `seconds_left` is how long the session lasts unless it is used again.
    `owes_second_step` is True for somebody who must set up an authenticator app before anything else.
    `proved_seconds_left` is how long it counts that she showed who she is; 0 when it is time to ask again.
    """

    person_id: int
    name: str
    token_digest: str
    posts: tuple[PostHeld, ...]
    post: PostHeld | None
    owes_second_step: bool = False
    seconds_left: int = 0
    appointments: tuple[Appointment, ...] = ()
    proved_seconds_left: int = 0

    @property
    def is_proved(self) -> bool:
        return self.proved_seconds_left > 0

    def office(self, *offices: Office) -> Appointment | None:
        """The first appointment she holds to one of these offices, if any."""
        return next((held for held in self.appointments if held.office in offices), None)

    def holds(self, post_id: int) -> bool:
        """Whether a post is hers and has not ended."""
        return any(post.id == post_id for post in self.posts)
