"""Named news that travels up the house. Senders are lower rooms; app/wiring.py says who listens."""

from collections.abc import Callable
from typing import Any


class Event:
    """One kind of news. Handlers run at once, in the sender's transaction, in the order connected."""

    def __init__(self, meaning: str) -> None:
        self.meaning = meaning
        self._handlers: dict[Callable[..., None], None] = {}

    def connect(self, handler: Callable[..., None]) -> None:
        """Tell `handler` from now on; connecting it twice changes nothing."""
        self._handlers[handler] = None

    def send(self, **facts: Any) -> None:
        """Tell every handler, handing each the same facts."""
        for handler in self._handlers:
            handler(**facts)


name_corrected = Event("Somebody corrected her own name. Sent by accounts with `person_id`.")
posts_started = Event("People began posts in a setting. Sent by workforce with `posts`.")
post_changed = Event("A post's role, job or holder's name changed. Sent by workforce with `post`.")
posts_ended = Event("Posts ended. Sent by workforce with `posts`.")
setting_changed = Event(
    "A setting's kind, partnership, size or who runs it changed. Sent by workforce with `setting_id`."
)
leave_noted = Event("When somebody is on leave from a post was noted. Sent by workforce with `post_id`.")
training_recorded = Event("Training done elsewhere was recorded. Sent by workforce with `post_ids`.")
module_published = Event("A version went live. Sent by library with `version`.")
version_withdrawn = Event("A version was withdrawn, or holds again. Sent by library with `version`.")
module_asked = Event("People were asked to do a module. Sent by requirements with `setting_id`.")
module_started = Event("Somebody began a module. Sent by learning with `enrolment`.")
section_finished = Event("A section was read. Sent by learning with `enrolment`, `read` and `total`.")
top_up_done = Event("Somebody topped up what changed of a module. Sent by learning with `post_id`.")
check_passed = Event("A knowledge check was passed. Sent by quizzes with `enrolment` and `attempt_id`.")
module_completed = Event("The last step was done. Sent by learning with `completion`.")
journey_taken_back = Event(
    "What was put behind the wrong person was taken back. Sent by learning with `enrolment`, `completion` or None, "
    "`by_person_id` and `reason`."
)
action_set = Event("Somebody set a practice action. Sent by practice with `action_id`, `person_id` and `module`.")
content_published = Event("The files went live whole. Sent by library with `pathways`, each as its file says.")
person_erased = Event("A person is being erased. Sent by privacy with `person_id`.")
data_asked_for = Event("All about a person is gathered. Sent by privacy with `person_id`, and `held` to add to.")
