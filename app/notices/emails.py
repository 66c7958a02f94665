"""What the post room sends of its own accord."""

from secrets import token_hex

from app.notices.records import Message, Sample


def trial_letter() -> Message:
    """A letter that says only that letters arrive."""
    words = "This is a test, sent from the page of messages. If you can read it, letters from your setting arrive."
    return Message(f"test:{token_hex(8)}", "test", "Do letters arrive? A test", f"Hello,\n\n{words}\n")


SAMPLES = (Sample("Test letter", "When a lead presses “Send myself a test letter”.", trial_letter()),)
