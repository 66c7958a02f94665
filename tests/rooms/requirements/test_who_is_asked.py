"""What England and Essex ask of whom: one row a case. A question mark says that it is to be confirmed."""

import pytest

from app.core.vocabulary import Role, RunBy, SettingKind
from app.requirements.records import Facts, Place
from app.requirements.rules import concerns, fits_place
from tests.content.shipped import shelf

K, R, B = SettingKind, Role, RunBy
ESSEX = "ESSEX-L1 ESSEX-L2"
PERHAPS_ESSEX = "ESSEX-L1? ESSEX-L2?"
SCHOOL = "KCSIE-READ KCSIE-IND KCSIE-UPD PREVENT"
PERHAPS_SCHOOL = "KCSIE-READ? KCSIE-IND? KCSIE-UPD? PREVENT?"
SCHOOL_LEAD = "KCSIE-DSL KCSIE-DSL-ROLE"

CASES = [
    # who she is, as kind of setting, role, contract, job; who runs it; what is asked of her
    ("a teacher", K.PRIMARY, R.STAFF, "employed", "Teacher", None, f"{SCHOOL} {ESSEX}"),
    ("agency staff", K.SECONDARY, R.STAFF, "agency", "Supply teacher", None, f"{SCHOOL} {ESSEX}"),
    ("a volunteer", K.PRIMARY, R.STAFF, "volunteer", "Reader", None, f"{PERHAPS_SCHOOL} {PERHAPS_ESSEX}"),
    ("a trainee", K.SPECIAL, R.STAFF, "student", "Trainee", None, f"{PERHAPS_SCHOOL} {PERHAPS_ESSEX}"),
    ("a governor", K.PRIMARY, R.HEAD, "governor", "Chair of governors", None, "KCSIE-GOV"),
    ("a governor named as staff", K.PRIMARY, R.STAFF, "governor", "Governor", None, "KCSIE-GOV"),
    ("a headteacher", K.PRIMARY, R.HEAD, "employed", "Headteacher", None, f"{SCHOOL} {ESSEX}"),
    (
        "a lead",
        K.SECONDARY,
        R.DSL,
        "employed",
        "Assistant head",
        None,
        f"{SCHOOL} {SCHOOL_LEAD} PREVENT-LEAD? {ESSEX} ESSEX-L3",
    ),
    (
        "a deputy of a college",
        K.FURTHER_EDUCATION,
        R.DEPUTY_DSL,
        "employed",
        "Tutor",
        B.COLLEGE,
        f"{SCHOOL} {SCHOOL_LEAD} PREVENT-LEAD? {ESSEX} ESSEX-L3",
    ),
    ("whoever manages the network", K.PRIMARY, R.STAFF, "employed", "Network Manager", None, f"{SCHOOL} FILT {ESSEX}"),
    ("a key person", K.EARLY_YEARS, R.STAFF, "employed", "Key person", None, f"EYFS-C {ESSEX}"),
    ("a nursery’s lead", K.EARLY_YEARS, R.DSL, "employed", "Manager", None, f"EYFS-C EYFS-DSL {ESSEX} ESSEX-L3"),
    ("a nursery’s trainee", K.EARLY_YEARS, R.STAFF, "student", "Trainee", None, f"EYFS-C? EYFS-PFA {PERHAPS_ESSEX}"),
    ("a school’s nursery", K.EARLY_YEARS, R.STAFF, "employed", "Teacher", B.SCHOOL, f"{PERHAPS_SCHOOL} EYFS-C {ESSEX}"),
    ("a childminder", K.CHILDMINDER, R.DSL, "employed", "Childminder", None, f"EYFS-C EYFS-DSL {ESSEX} ESSEX-L3"),
    ("her assistant", K.CHILDMINDER, R.STAFF, "employed", "Assistant", None, f"EYFS-C {ESSEX}"),
    ("a play worker", K.OUT_OF_SCHOOL, R.STAFF, "employed", "Play worker", B.COMPANY, f"OOSS {ESSEX}"),
    ("a club nobody said who runs", K.OUT_OF_SCHOOL, R.STAFF, "employed", "Coach", None, f"OOSS {ESSEX}"),
    ("a school’s own club", K.OUT_OF_SCHOOL, R.STAFF, "employed", "Coach", B.SCHOOL, f"{SCHOOL} {ESSEX}"),
    ("a club with Ofsted", K.OUT_OF_SCHOOL, R.STAFF, "employed", "Coach", B.REGISTERED, f"EYFS-C? {ESSEX}"),
    ("a volunteer of a club", K.OUT_OF_SCHOOL, R.STAFF, "volunteer", "Coach", B.CHARITY, f"OOSS {PERHAPS_ESSEX}"),
    ("a youth worker", K.YOUTH_VOLUNTARY, R.STAFF, "employed", "Youth worker", B.CHARITY, f"OOSS? {ESSEX}"),
    ("a pupil referral unit", K.ALTERNATIVE_PROVISION, R.STAFF, "employed", "Mentor", B.COUNCIL, f"{SCHOOL} {ESSEX}"),
    ("other provision", K.ALTERNATIVE_PROVISION, R.STAFF, "employed", "Mentor", None, f"{PERHAPS_SCHOOL} {ESSEX}"),
    ("a children’s home", K.RESIDENTIAL, R.STAFF, "agency", "Night worker", B.COMPANY, ESSEX),
    ("a school with beds", K.RESIDENTIAL, R.STAFF, "employed", "Carer", B.INDEPENDENT, f"{PERHAPS_SCHOOL} {ESSEX}"),
]
OF_SETTINGS = [
    (K.EARLY_YEARS, None, "EYFS-POL"),
    (K.CHILDMINDER, None, "EYFS-POL"),
    (K.PRIMARY, None, ""),
    (K.OUT_OF_SCHOOL, B.COMPANY, "OOSS-POL OOSS-SIZE"),
    (K.OUT_OF_SCHOOL, B.SCHOOL, ""),
    (K.OUT_OF_SCHOOL, B.REGISTERED, "EYFS-POL?"),
    (K.YOUTH_VOLUNTARY, B.CHARITY, "OOSS-POL? OOSS-SIZE?"),
]
EVERY_ROW = """
    KCSIE-READ KCSIE-IND KCSIE-UPD KCSIE-DSL KCSIE-DSL-ROLE KCSIE-GOV PREVENT PREVENT-LEAD FILT
    EYFS-C EYFS-DSL EYFS-POL EYFS-PFA ESSEX-L1 ESSEX-L2 ESSEX-L3 OOSS OOSS-POL OOSS-SIZE
"""


def shipped() -> list[dict[str, object]]:
    return [entry for marked in shelf().pathways for entry in marked.value["requirements"]]


def said(found: dict[str, bool | None]) -> set[str]:
    return {code if is_sure else f"{code}?" for code, is_sure in found.items() if is_sure is not None}


@pytest.mark.parametrize(
    ("who", "kind", "role", "contract", "job", "run_by", "asked"), CASES, ids=[c[0] for c in CASES]
)
def test_each_is_asked_what_concerns_her_and_nothing_else(
    who: str, kind: SettingKind, role: Role, contract: str, job: str, run_by: RunBy | None, asked: str
) -> None:
    post, place = Facts(kind, role, contract, job), Place(kind, run_by)

    found = {str(one["code"]): concerns(one, post, place) for one in shipped()}

    assert said(found) == set(asked.split())


@pytest.mark.parametrize(("kind", "run_by", "asked"), OF_SETTINGS)
def test_what_is_asked_of_a_setting_is_asked_of_nobodys_post(
    kind: SettingKind, run_by: RunBy | None, asked: str
) -> None:
    of_setting = [one for one in shipped() if one.get("of") == "setting"]

    found = {str(one["code"]): fits_place(one, kind, Place(kind, run_by)) for one in of_setting}

    assert said(found) == set(asked.split())
    assert all(concerns(one, Facts(kind, Role.DSL), Place(kind, run_by)) is None for one in of_setting)


def test_every_row_of_the_matrix_is_there_with_its_authority_and_the_day_it_was_checked() -> None:
    assert {str(one["code"]) for one in shipped()} == set(EVERY_ROW.split())
    assert all(one["authority"] and one["source"] and one["checked_on"] for one in shipped())


def test_what_is_somebody_elses_account_or_not_sure_asks_to_be_confirmed_and_states_no_interval() -> None:
    by_code = {one["code"]: one for one in shipped()}

    assert all(by_code[code]["interval_months"] is None for code in ("FILT", "EYFS-PFA", "PREVENT", "KCSIE-GOV"))
    assert all(by_code[code]["confirm"] for code in ("FILT", "EYFS-PFA", "PREVENT", "KCSIE-GOV", "KCSIE-READ"))
