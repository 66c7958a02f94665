"""Brackwater, an imaginary town: its settings, its people, and how far each has come. Nobody and nowhere here is real.

Telephone numbers are from the range kept for stories. A life is `new`, `reads N` sections, `ready` for the check,
`tries` it without passing, `writes` (check passed, reflection begun), or `done N` days ago.
"""

from typing import NamedTuple

from app.core.vocabulary import Office, Role, RunBy, SettingKind

STAFF, DSL, DEPUTY, HEAD, FACILITATOR = Role.STAFF, Role.DSL, Role.DEPUTY_DSL, Role.HEAD, Role.FACILITATOR


class Soul(NamedTuple):
    """A person in a post. `mail` is False for staff without a work e-mail address."""

    name: str
    job: str
    life: str = "new"
    role: Role = STAFF
    mail: bool = True
    contract: str = "employed"


class Place(NamedTuple):
    """A setting and the people in it."""

    code: str
    name: str
    kind: SettingKind
    recording: str
    run_by: RunBy
    people: tuple[Soul, ...]


class Deed(NamedTuple):
    """A practice action of a place, opened so many days ago, to be looked at in so many; and what was noticed."""

    place: str
    words: str
    owner: str
    opened_ago: int
    review_in: int
    noticed: str = ""


class Saying(NamedTuple):
    """A theme that a place closed so many days ago, and what is now different there."""

    place: str
    theme: str
    words: str
    days_ago: int


PARTNERSHIP = ("brackwater", "Brackwater Safeguarding Children Partnership (imaginary)")
LINES = {
    "referral_line": "Brackwater Children’s Front Door, 01632 960 101",
    "advice_line": "Brackwater Consultation Line, 01632 960 102",
    "out_of_hours_line": "Brackwater Emergency Duty Team, 01632 960 103",
}
# First and last days of the terms of an academic year that begins in September, as (years on, month, day).
TERMS = (
    ((0, 9, 2), (0, 10, 23)),
    ((0, 11, 2), (0, 12, 18)),
    ((1, 1, 4), (1, 2, 12)),
    ((1, 2, 22), (1, 3, 25)),
    ((1, 4, 12), (1, 5, 28)),
    ((1, 6, 7), (1, 7, 21)),
)
ALL_YEAR = (SettingKind.EARLY_YEARS, SettingKind.CHILDMINDER, SettingKind.RESIDENTIAL)
PLACES = (
    Place(
        "willowbank",
        "Willowbank Nursery",
        SettingKind.EARLY_YEARS,
        "the green concern form in the office cabinet",
        RunBy.REGISTERED,
        (
            Soul("Grace Adeyemi", "Nursery manager", "done 40", DSL),
            Soul("Katarzyna Wójcik", "Room leader, babies", "done 350", DEPUTY),
            Soul("Ellie Marsh", "Apprentice", "new", mail=False, contract="student"),
            Soul("Shabnam Hussain", "Key person, two-year-olds", "reads 3"),
            Soul("Tom Okafor", "Bank worker", "tries", mail=False, contract="agency"),
            Soul("Delphine Laurent", "Pre-school teacher", "done 12"),
            Soul("Rosa Iglesias", "Cook", "reads 1", mail=False),
        ),
    ),
    Place(
        "pereira",
        "Ana Pereira, childminder",
        SettingKind.CHILDMINDER,
        "the locked red notebook",
        RunBy.REGISTERED,
        (Soul("Ana Pereira", "Childminder", "reads 2", DSL), Soul("Joana Pereira", "Assistant", "new", mail=False)),
    ),
    Place(
        "harbour",
        "Harbour Lane Primary School",
        SettingKind.PRIMARY,
        "the school’s online concern log",
        RunBy.ACADEMY_TRUST,
        (
            Soul("Siân Llŷr-Evans", "Deputy head", "done 90", DSL),
            Soul("Mohammed Rahman", "Year 5 teacher", "done 340", DEPUTY),
            Soul("Amina Yusuf", "Midday supervisor", "new", mail=False),
            Soul("Peter Holloway", "Caretaker", "done 420", mail=False),
            Soul("Łukasz Świątek", "Teaching assistant", "reads 4"),
            Soul("Priscilla Mensah", "School cook", "ready", mail=False),
            Soul("Hannah Byrne", "Reception teacher", "done 20"),
            Soul("Chidi Nwosu", "Year 2 teacher", "writes"),
            Soul("Joyce Tan", "School office", "done 200"),
            Soul("Gareth Pugh", "Sports coach", "new"),
            Soul("Helen Marchetti", "Headteacher", "done 75", HEAD),
        ),
    ),
    Place(
        "northfield",
        "Northfield High School",
        SettingKind.SECONDARY,
        "the school’s online concern log",
        RunBy.ACADEMY_TRUST,
        (
            Soul("Mark Castellano", "Assistant head", "done 60", DSL),
            Soul("Ngozi Eze", "Head of Year 9", "done 348", DEPUTY),
            Soul("Oliver Grant", "Science teacher", "reads 5"),
            Soul("Yetunde Balogun", "Attendance officer", "done 15", FACILITATOR),
            Soul("Ελένη Παπαδοπούλου", "Languages teacher", "done 130"),
            Soul("Sam Whitlock", "Cover supervisor", "tries"),
            Soul("Baljit Sandhu", "Site manager", "new", mail=False),
            Soul("Frances O’Neill", "Librarian", "done 410"),
        ),
    ),
    Place(
        "oaktree",
        "Oak Tree School",
        SettingKind.SPECIAL,
        "the school’s online concern log, with the communication sheet",
        RunBy.ACADEMY_TRUST,
        (
            Soul("Caroline Musa", "Head of care", "done 33", DSL),
            Soul("David Lim", "Speech and language lead", "done 345", DEPUTY),
            Soul("Ivana Novák", "Class teacher", "reads 2"),
            Soul("Terry Bannister", "Transport escort", "new", mail=False),
            Soul("Mei-Ling Chau", "Physiotherapist", "done 70"),
            Soul("Abdi Warsame", "Teaching assistant", "ready"),
        ),
    ),
    Place(
        "estuary",
        "Estuary College",
        SettingKind.FURTHER_EDUCATION,
        "the safeguarding portal",
        RunBy.COLLEGE,
        (
            Soul("Ruth Achterberg", "Director of student services", "done 25", DSL),
            Soul("Imran Sheikh", "Student support manager", "done 352", DEPUTY),
            Soul("Олена Шевченко", "ESOL tutor", "done 110"),
            Soul("Craig Dunmore", "Construction lecturer", "reads 3"),
            Soul("Leila Haddad", "Work placement officer", "writes"),
            Soul("Nathan Prior", "Refectory assistant", "new", mail=False),
        ),
    ),
    Place(
        "tidal",
        "Tidal Holiday Club",
        SettingKind.OUT_OF_SCHOOL,
        "the club’s concern book",
        RunBy.COMPANY,
        (
            Soul("Bronwen Carys Rees", "Club leader", "done 55", DSL),
            Soul("Marek Kowalczyk", "Football coach", "tries"),
            Soul("Zainab Conteh", "Play worker", "reads 1"),
            Soul("Lucy Fairbrother", "Seasonal play worker", "new", mail=False),
            Soul("Hiro Tanaka", "Swimming teacher", "done 390"),
            Soul("Olu Akande", "Deputy leader", "done 5", DEPUTY),
        ),
    ),
    Place(
        "compass",
        "Compass Centre",
        SettingKind.ALTERNATIVE_PROVISION,
        "the centre’s online concern log",
        RunBy.COUNCIL,
        (
            Soul("Denise Harte", "Head of centre", "done 45", DSL),
            Soul("Kwame Boateng", "Lead mentor", "done 346", DEPUTY),
            Soul("Julie Pemberton", "English tutor", "reads 6"),
            Soul("Rhys Maddox", "Motor vehicle instructor", "new"),
            Soul("Farah Aziz", "Learning mentor", "done 8"),
            Soul("Colin Webb", "Driver", "reads 2", mail=False),
        ),
    ),
    Place(
        "lantern",
        "Lantern Youth Project",
        SettingKind.YOUTH_VOLUNTARY,
        "the sealed concern envelope and the lead’s log",
        RunBy.CHARITY,
        (
            Soul("Michelle Osei", "Project lead", "done 80", DSL),
            Soul("Father Dominic Kelly", "Trustee", "done 405", DEPUTY, contract="governor"),
            Soul("Aisha Begum", "Detached youth worker", "reads 4"),
            Soul("Jack Thornton", "Volunteer", "new", mail=False, contract="volunteer"),
            Soul("Nguyễn Thị Ánh", "Volunteer", "done 18", mail=False, contract="volunteer"),
            Soul("Paulo Teixeira", "Cadet instructor", "tries", contract="volunteer"),
        ),
    ),
    Place(
        "marsh-end",
        "Marsh End House",
        SettingKind.RESIDENTIAL,
        "the home’s electronic daily record",
        RunBy.COMPANY,
        (
            Soul("Angela Fitzroy", "Registered manager", "done 30", DSL),
            Soul("Samuel Kiprotich", "Deputy manager", "done 349", DEPUTY),
            Soul("Maria Santos", "Night care worker", "reads 1", mail=False),
            Soul("Lee Garside", "Agency care worker", "new", mail=False, contract="agency"),
            Soul("Philippa Vance", "Key worker", "writes"),
            Soul("Dmitri Volkov", "Residential worker", "done 100"),
        ),
    ),
)
SECOND_POSTS = (
    ("Gareth Pugh", "tidal", "Sports coach, holidays", "done 150"),
    ("Zainab Conteh", "harbour", "Breakfast club assistant", "new"),
    ("Lee Garside", "oaktree", "Agency teaching assistant", "reads 2"),
)


class Asked(NamedTuple):
    """A module that a lead asked all of her staff for. `due_in` is in days from today; `exempt` is a name."""

    place: str
    weeks_ago: int
    due_in: int
    note: str
    exempt: str = ""


ASKS = (
    Asked("northfield", 5, -6, "Before the safeguarding briefing, please."),
    Asked("oaktree", 2, 9, "Twenty minutes at the end of a day is enough.", "Terry Bannister"),
)
TRUST = ("tideway", "Tideway Learning Trust (imaginary)", ("harbour", "northfield", "oaktree"))
OFFICES = (
    ("Priya Raman", "Safeguarding trainer for the partnership", Office.AUTHOR),
    ("Bethan Morris", "Second reader of modules for the partnership", Office.REVIEWER),
    ("Stephen Addo", "Partnership officer", Office.OFFICER),
    ("Nadia Rahimi", "Safeguarding lead of the Tideway trust", Office.TRUST_LEAD),
    ("Owen Blake", "Site administrator", Office.ADMINISTRATOR),
)
DEEDS = (
    Deed(
        "harbour",
        "Lunchtime staff write one line on what they noticed, before they go home.",
        "Lunchtime team",
        50,
        -4,
    ),
    Deed(
        "harbour",
        "Every child knows the name of one grown-up to go to, and who it is when she is away.",
        "Hannah Byrne",
        45,
        60,
        "We asked twelve children in the playground: eleven named somebody at once.",
    ),
    Deed(
        "willowbank",
        "Key persons compare Monday notes with Friday notes once a month.",
        "Delphine Laurent",
        44,
        20,
    ),
    Deed(
        "marsh-end",
        "The night handover says what each young person told us, in their own words.",
        "Samuel Kiprotich",
        60,
        30,
        "Young people say that the morning staff already know how their evening was.",
    ),
)
SAYINGS = (
    Saying(
        "harbour",
        "voice-of-the-child",
        "Every child can name a grown-up to go to. Lunchtime staff write down what they notice before they go home, "
        "and the lead reads it the same day.",
        20,
    ),
    Saying(
        "marsh-end",
        "record-keeping",
        "The night handover is in young people’s own words, and whoever comes on in the morning reads it first.",
        9,
    ),
)
