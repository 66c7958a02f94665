"""When X happens, Y is told; what a worker is asked for, who does it: the one page of both.

Handlers of events run in the order written, in the sender's transaction.
What each room writes to people is shown to the post room here too, since it lies below them.
"""

from app.accounts import emails as account_letters
from app.authoring import actions as authoring
from app.certificates import actions as certificates
from app.certificates import emails as certificate_letters
from app.core import events
from app.here import actions as here
from app.jobs import actions as jobs
from app.learning import actions as learning
from app.learning import emails as learning_letters
from app.notices import actions as notices
from app.notices import emails as test_letters
from app.practice import actions as practice
from app.practice import emails as practice_letters
from app.practice import queries as practice_queries
from app.privacy import emails as privacy_letters
from app.recall import actions as recall
from app.recall import emails as recall_letters
from app.reminders import actions as reminders
from app.reminders import emails as reminder_letters
from app.reminders import queries as reminder_queries
from app.requirements import actions as requirements
from app.site import actions as site
from app.tracker import actions as desk
from app.tracker.actions import bundles
from app.workforce import actions as workforce
from app.workforce import emails as post_letters

LETTERS = (
    account_letters,
    certificate_letters,
    learning_letters,
    post_letters,
    practice_letters,
    privacy_letters,
    recall_letters,
    reminder_letters,
    test_letters,
)


def connect() -> None:
    """Connect every event to its listeners, and every kind of work to whoever does it."""
    events.content_published.connect(requirements.sync)
    events.module_published.connect(requirements.note_publication)
    events.module_published.connect(learning.tell_those_under_way)
    events.version_withdrawn.connect(requirements.note_withdrawal)
    events.version_withdrawn.connect(learning.tell_of_withdrawal)
    events.name_corrected.connect(workforce.note_name)
    events.posts_started.connect(workforce.keep_new_posts)
    events.post_changed.connect(workforce.keep_post)
    events.posts_ended.connect(workforce.keep_posts)
    events.posts_started.connect(requirements.note_starters)
    events.posts_started.connect(requirements.open_for_posts)
    events.post_changed.connect(requirements.note_changed)
    events.post_changed.connect(requirements.note_post)
    events.posts_ended.connect(requirements.close_for_posts)
    events.posts_ended.connect(workforce.tell_leavers)
    events.setting_changed.connect(requirements.note_setting)
    events.leave_noted.connect(requirements.note_leave)
    events.training_recorded.connect(requirements.note_training)
    events.module_asked.connect(reminders.reopen)
    events.module_started.connect(requirements.note_start)
    events.section_finished.connect(requirements.note_section)
    events.top_up_done.connect(requirements.note_top_up)
    events.check_passed.connect(here.put_questions)
    events.module_completed.connect(requirements.note_completion)
    events.module_completed.connect(certificates.issue)
    events.journey_taken_back.connect(requirements.note_taken_back)
    events.journey_taken_back.connect(certificates.withdraw)
    requirements.also_count(practice_queries.totals)
    requirements.also_count(practice_queries.closed_totals)
    jobs.can(practice.LETTERS, practice.write_letters)
    jobs.regularly(practice.ask_for_letters)
    jobs.can(recall.LETTERS, recall.write_letters)
    jobs.regularly(recall.ask_for_letters)
    recall.rests_when(reminder_queries.is_paused)
    for room in LETTERS:
        notices.can_send(room.SAMPLES)
    jobs.keep_doing(reminders.next_piece)
    jobs.can(workforce.LIST_TO_BRING_IN, workforce.bring_in)
    jobs.can(desk.EVIDENCE, desk.carry_out)
    jobs.can(bundles.CERTIFICATES, bundles.carry_out)
    jobs.can(site.LOG_TO_CHECK, site.check_log)
    jobs.can(requirements.TALLIES, requirements.count)
    jobs.regularly(requirements.ask_for_count)
    jobs.can(authoring.DUE_PUBLICATION, authoring.publish_due)
