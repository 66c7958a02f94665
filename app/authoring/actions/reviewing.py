"""Two pairs of eyes: remarks on passages, asking for a review, approving a text that is not one's own."""

from app.access.identity import Identity
from app.audit.actions import record
from app.authoring import queries
from app.authoring.models import DraftComment, DraftReview
from app.authoring.records import DraftRecord, Verdict
from app.core.clock import now
from app.core.database import session
from app.core.errors import DomainError, NotFound
from app.core.vocabulary import ChangeClass, Office


def comment(draft_id: int, name: str, passage: str, words: str, by: int) -> int:
    """Say something about a passage of a file; returns the number of the thread."""
    return _say(draft_id, None, name, passage, words, by)


def answer(draft_id: int, thread_id: int, words: str, by: int) -> int:
    """Answer a remark. Raises NotFound for one of another draft."""
    thread = _thread(draft_id, thread_id)
    return _say(draft_id, thread.id, thread.name, "", words, by)


def _say(draft_id: int, thread: int | None, name: str, passage: str, words: str, by: int) -> int:
    if not words.strip():
        raise DomainError("Write what you would like to say.")
    row = DraftComment(
        draft_id=draft_id,
        thread_id=thread,
        name=name[:200],
        passage=passage.strip()[:1000],
        words=words.strip()[:4000],
        made_by=by,
        made_at=now(),
    )
    session.add(row)
    session.flush()
    return row.id


def resolve(draft_id: int, thread_id: int, by: int) -> None:
    """Close a thread, or open it again. Raises NotFound for one of another draft."""
    thread = _thread(draft_id, thread_id)
    is_open = thread.resolved_at is None
    thread.resolved_at, thread.resolved_by = (now(), by) if is_open else (None, None)
    session.flush()


def _thread(draft_id: int, thread_id: int) -> DraftComment:
    row = session.get(DraftComment, thread_id)
    if row is None or row.draft_id != draft_id or row.thread_id is not None:
        raise NotFound("There is no such remark.")
    return row


NOT_FOR_THEM = "You cannot write for those whom this module is for. Choose somebody else under “Who is it for?”"


def ask_for_review(who: Identity, draft: DraftRecord, names: dict[str, ChangeClass]) -> int:
    """Ask for a second pair of eyes on the text as it stands; returns the number of the request.

    Args:
        who: who asks.
        draft: the draft, its change class and edition already in its text.
        names: what the change of each statement is called.

    Raises:
        DomainError: she may not write for whom it is.
    """
    if not queries.acts_for(who, queries.owner_of(draft), Office.AUTHOR):
        raise DomainError(NOT_FOR_THEM)
    said = {statement: str(change) for statement, change in names.items()}
    row = DraftReview(draft_id=draft.id, digest=draft.digest, names=said, asked_by=who.person_id, asked_at=now())
    session.add(row)
    session.flush()
    record("review of draft asked", who.person_id, draft=draft.id, text=draft.digest)
    return row.id


def decide(who: Identity, draft: DraftRecord, seen: str, verdict: Verdict, words: str) -> None:
    """Approve the text that was read, or ask for changes.

    Args:
        who: the reviewer.
        draft: the draft as it stands.
        seen: the hash of the text that she read.
        verdict: what she says.
        words: why; needed where she asks for changes.

    Raises:
        DomainError: she is no reviewer for whom it is, or wrote in it herself; nobody asked, or the text changed since.
    """
    asked = queries.newest_review(draft.id)
    if asked is None or asked.verdict is not None:
        raise DomainError("Nobody has asked for a review of this text.")
    if not queries.acts_for(who, queries.owner_of(draft), Office.REVIEWER):
        raise DomainError("Only a reviewer can approve a draft. An administrator can appoint one.")
    if who.person_id in queries.writers(draft.id):
        raise DomainError("You wrote in this draft, so somebody else has to look at it.")
    if draft.digest != asked.digest or seen != asked.digest:
        raise DomainError("The text changed after the review was asked for. Ask its author to ask again.")
    if verdict is Verdict.CHANGES and not words.strip():
        raise DomainError("Say what should change.")
    row = session.get_one(DraftReview, asked.id)
    row.verdict, row.words, row.decided_by, row.decided_at = verdict, words.strip()[:4000], who.person_id, now()
    session.flush()
    record(f"draft {verdict}", who.person_id, draft=draft.id, text=draft.digest)
