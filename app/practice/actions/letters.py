"""The letters of this room, which a worker writes without being asked: about overdue actions, and weeks later."""

from datetime import timedelta

from app.core.clock import now
from app.core.working_days import is_daytime
from app.jobs import actions as jobs
from app.jobs.records import JobRecord
from app.practice.actions.chase import chase
from app.practice.actions.impact import ask

LETTERS = "practice letters"
EVERY = timedelta(minutes=10)


def ask_for_letters() -> None:
    """Ask for the letters that are due, by day and at most once in ten minutes, however many workers look."""
    if is_daytime(now()):
        jobs.ask_unless_asked(LETTERS, EVERY)


def write_letters(job: JobRecord, say: jobs.Say) -> jobs.Outcome:
    """Write whatever letters are due. Writing them twice is writing them once."""
    say("Writing letters about practice actions", job.done, job.total)
    return jobs.Outcome({"overdue actions": chase(), "asked weeks later": ask()})
