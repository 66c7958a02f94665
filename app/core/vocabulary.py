"""The closed lists of the field: kinds of setting, roles, themes of words used everywhere."""

from enum import StrEnum


class SettingKind(StrEnum):
    """Where children are. Content files may use only these."""

    EARLY_YEARS = "early-years"
    CHILDMINDER = "childminder"
    PRIMARY = "primary"
    SECONDARY = "secondary"
    SPECIAL = "special"
    FURTHER_EDUCATION = "further-education"
    OUT_OF_SCHOOL = "out-of-school"
    ALTERNATIVE_PROVISION = "alternative-provision"
    YOUTH_VOLUNTARY = "youth-voluntary"
    RESIDENTIAL = "residential"

    @property
    def label(self) -> str:
        return KIND_LABELS[self]


KIND_LABELS = {
    SettingKind.EARLY_YEARS: "Nursery or pre-school",
    SettingKind.CHILDMINDER: "Childminder",
    SettingKind.PRIMARY: "Primary school",
    SettingKind.SECONDARY: "Secondary school",
    SettingKind.SPECIAL: "Special school",
    SettingKind.FURTHER_EDUCATION: "College or 16 to 19 provider",
    SettingKind.OUT_OF_SCHOOL: "Club, tuition or holiday scheme",
    SettingKind.ALTERNATIVE_PROVISION: "Alternative provision",
    SettingKind.YOUTH_VOLUNTARY: "Youth or voluntary group",
    SettingKind.RESIDENTIAL: "Children’s home or residential setting",
}
EVERYONE = "everyone"


class Role(StrEnum):
    """What a post is for. The safeguarding leads see their setting's desk; nobody sees a reflection."""

    STAFF = "staff"
    FACILITATOR = "facilitator"
    DSL = "dsl"
    DEPUTY_DSL = "deputy"
    HEAD = "head"

    @property
    def label(self) -> str:
        return ROLE_LABELS[self]


ROLE_LABELS = {
    Role.STAFF: "Member of staff",
    Role.FACILITATOR: "Facilitator of team sessions",
    Role.DSL: "Designated safeguarding lead",
    Role.DEPUTY_DSL: "Deputy safeguarding lead",
    Role.HEAD: "Head, governor or trustee",
}
LEADS = frozenset({Role.DSL, Role.DEPUTY_DSL})


class Office(StrEnum):
    """What somebody is appointed to beyond any one setting: by a trust, a partnership or the site itself."""

    TRUST_LEAD = "trust-lead"
    OFFICER = "officer"
    AUTHOR = "author"
    REVIEWER = "reviewer"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        return OFFICE_LABELS[self]


OFFICE_LABELS = {
    Office.TRUST_LEAD: "Trust safeguarding lead",
    Office.OFFICER: "Partnership officer",
    Office.AUTHOR: "Trainer who writes modules",
    Office.REVIEWER: "Reviewer of modules",
    Office.ADMINISTRATOR: "Site administrator",
}


class RunBy(StrEnum):
    """Who runs a setting: it decides which guidance applies (after-school guidance, KCSIE, the EYFS)."""

    COUNCIL = "council"
    ACADEMY_TRUST = "academy-trust"
    INDEPENDENT = "independent"
    COLLEGE = "college"
    SCHOOL = "school"
    REGISTERED = "registered"
    COMPANY = "company"
    CHARITY = "charity"

    @property
    def label(self) -> str:
        return RUN_BY_LABELS[self]


RUN_BY_LABELS = {
    RunBy.COUNCIL: "The council",
    RunBy.ACADEMY_TRUST: "An academy trust",
    RunBy.INDEPENDENT: "The owner of an independent school",
    RunBy.COLLEGE: "A college corporation",
    RunBy.SCHOOL: "A school, as part of what it offers",
    RunBy.REGISTERED: "A childcare provider registered with Ofsted",
    RunBy.COMPANY: "A company, or a person in business alone",
    RunBy.CHARITY: "A charity, club, committee or faith body",
}


class YearKind(StrEnum):
    """How a setting counts its year of learning."""

    ACADEMIC = "academic"
    ROLLING = "rolling"

    @property
    def label(self) -> str:
        return (
            "Academic year, from 1 September" if self is YearKind.ACADEMIC else "Rolling, from each person’s own date"
        )


class ReviewKind(StrEnum):
    """How a published review is named in law or practice, which changes with its year."""

    SERIOUS_CASE_REVIEW = "serious-case-review"
    LOCAL_REVIEW = "local-review"
    NATIONAL_REVIEW = "national-review"
    RAPID_REVIEW = "rapid-review"
    THEMATIC = "thematic"
    ANNUAL_REPORT = "annual-report"

    @property
    def label(self) -> str:
        return REVIEW_LABELS[self]


REVIEW_LABELS = {
    ReviewKind.SERIOUS_CASE_REVIEW: "Serious case review",
    ReviewKind.LOCAL_REVIEW: "Local child safeguarding practice review",
    ReviewKind.NATIONAL_REVIEW: "National review or Panel paper",
    ReviewKind.RAPID_REVIEW: "Learning from a rapid review",
    ReviewKind.THEMATIC: "Thematic analysis",
    ReviewKind.ANNUAL_REPORT: "Annual report",
}


class ChangeClass(StrEnum):
    """What a new version changes for those who completed an older one: only `learning` changes anything."""

    TYPO = "typo"
    WORDING = "wording"
    LEARNING = "learning"


class Step(StrEnum):
    """The three things that make a module complete."""

    SECTIONS = "sections"
    CHECK = "check"
    REFLECTION = "reflection"


class Topic(StrEnum):
    """What a question about the reader's own setting is about."""

    LEAD_AWAY = "lead-away"
    REFER = "refer"
    OUT_OF_HOURS = "out-of-hours"
    ADVICE = "advice"
    RECORD = "record"

    @property
    def label(self) -> str:
        return {
            Topic.LEAD_AWAY: "Whom to ring when the lead is away",
            Topic.REFER: "Which number to ring by day",
            Topic.OUT_OF_HOURS: "Which number to ring in the evening, at night and at weekends",
            Topic.ADVICE: "Who gives a second view",
            Topic.RECORD: "Where concerns are written down",
        }[self]
