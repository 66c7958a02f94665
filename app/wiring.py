"""When X happens, Y is told: the one page of it. Handlers run in the order written, in the sender's transaction."""

from app.certificates import actions as certificates
from app.core import events
from app.requirements import actions as requirements


def connect() -> None:
    """Connect every event to its listeners."""
    events.content_published.connect(requirements.sync)
    events.module_published.connect(requirements.open_for_module)
    events.posts_started.connect(requirements.open_for_posts)
    events.post_changed.connect(requirements.note_post)
    events.posts_ended.connect(requirements.close_for_posts)
    events.module_started.connect(requirements.note_start)
    events.section_finished.connect(requirements.note_section)
    events.module_completed.connect(requirements.note_completion)
    events.module_completed.connect(certificates.issue)
