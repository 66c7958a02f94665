"""What can be asked of requirements and standings."""

from app.requirements.queries.as_at import AsAt, as_at, duty_sheet_as_at, post_as_at, sheet_as_at
from app.requirements.queries.assigning import assignments, choices, reached
from app.requirements.queries.chase import chased_as_at, counts_to_chase, to_chase
from app.requirements.queries.dues import asked_until, asks_of_post
from app.requirements.queries.duties import (
    duties_of_post,
    duties_on,
    duty_counts,
    duty_sheet,
    explanation,
    modules_explained,
)
from app.requirements.queries.history import sort_name, standings_as_at
from app.requirements.queries.lines import duty_lines, lines, summed
from app.requirements.queries.outside import (
    accepted_training,
    evidence,
    learned_elsewhere,
    training,
    training_of,
    undecided,
)
from app.requirements.queries.owed import done_since, names_done_since, owed
from app.requirements.queries.pathways import (
    concerning,
    counted_in,
    duties_of_setting,
    requirements_here,
    requirements_of,
    requirements_of_partnership,
)
from app.requirements.queries.relief import open_words, reliefs_of
from app.requirements.queries.standings import ORDERS, counts, post_in_setting, posts_in_view, sheet, standings_of_post
from app.requirements.queries.tallies import in_date, roll_up, states_by_setting

__all__ = [
    "ORDERS",
    "AsAt",
    "accepted_training",
    "as_at",
    "asked_until",
    "asks_of_post",
    "assignments",
    "chased_as_at",
    "choices",
    "concerning",
    "counted_in",
    "counts",
    "counts_to_chase",
    "done_since",
    "duties_of_post",
    "duties_of_setting",
    "duties_on",
    "duty_counts",
    "duty_lines",
    "duty_sheet",
    "duty_sheet_as_at",
    "evidence",
    "explanation",
    "in_date",
    "learned_elsewhere",
    "lines",
    "modules_explained",
    "names_done_since",
    "open_words",
    "owed",
    "post_as_at",
    "post_in_setting",
    "posts_in_view",
    "reached",
    "reliefs_of",
    "requirements_here",
    "requirements_of",
    "requirements_of_partnership",
    "roll_up",
    "sheet",
    "sheet_as_at",
    "sort_name",
    "standings_as_at",
    "standings_of_post",
    "states_by_setting",
    "summed",
    "to_chase",
    "training",
    "training_of",
    "undecided",
]
