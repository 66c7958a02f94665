"""What can be done with reminders."""

from app.reminders.actions.choosing import pause, switch
from app.reminders.actions.rounds import do_batch, next_piece, reopen, try_out
from app.reminders.actions.sending import send_now

__all__ = ["do_batch", "next_piece", "pause", "reopen", "send_now", "switch", "try_out"]
