"""An authenticator app as a second step: begin, confirm, check, put away."""

from flask import current_app
from sqlalchemy import delete, select, update

from app.accounts import codes, passwords
from app.accounts.actions.sessions import end_others
from app.accounts.models import Passkey, RecoveryCode, SecondFactor
from app.audit.actions import record
from app.core.clock import now
from app.core.codes import normalised
from app.core.database import session
from app.core.errors import DomainError


def _key() -> str:
    return str(current_app.config["SECRET_KEY"])


def secret_to_confirm(token_digest: str) -> str:
    """The secret that this sign-in session may set up; nothing is kept until a code confirms it."""
    return codes.secret_for(token_digest, _key())


def confirm(person_id: int, token_digest: str, typed: str) -> list[str]:
    """Turn the second step on with a first code, which ends every other session.

    Returns:
        Ten recovery codes, which are shown this once.

    Raises:
        DomainError: the code is not right.
    """
    secret = secret_to_confirm(token_digest)
    step = codes.step_of(secret, typed, now(), after=0)
    if step is None:
        raise DomainError("That code is not right. Look at your app again and type the newest one")
    sealed = codes.sealed(secret, _key())
    session.merge(SecondFactor(person_id=person_id, secret=sealed, confirmed_at=now(), last_step=step))
    end_others(person_id, token_digest)
    record("second step turned on", person_id)
    return give_recovery_codes(person_id)


def give_recovery_codes(person_id: int) -> list[str]:
    """Ten fresh recovery codes in place of any she had; they are shown this once."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
    fresh = codes.new_recovery_codes()
    kept = [passwords.hashed(codes.recovery_digest(one)) for one in fresh]
    session.add_all(RecoveryCode(person_id=person_id, code_digest=one) for one in kept)
    session.flush()
    return fresh


def _step(factor: SecondFactor, typed: str) -> int | None:
    secret = codes.opened(factor.secret, _key())
    return codes.step_of(secret, typed, now(), factor.last_step) if secret else None


def code_is_right(person_id: int, typed: str) -> bool:
    """Whether a code of the app, or an unused recovery code, was typed; either works once."""
    factor = session.get(SecondFactor, person_id)
    step = _step(factor, typed) if factor else None
    if factor and step:
        # In one statement, so that one code sent twice at once opens one door.
        mine = (SecondFactor.person_id == person_id) & (SecondFactor.last_step < step)
        moved = update(SecondFactor).where(mine).values(last_step=step).returning(SecondFactor.person_id)
        return session.scalar(moved) is not None
    was_recovery = _uses_recovery_code(person_id, normalised(typed))
    if was_recovery:
        record("recovery code used", person_id)
    return was_recovery


def _uses_recovery_code(person_id: int, typed: str) -> bool:
    if len(typed) != codes.RECOVERY_LENGTH:
        return False
    unused = (RecoveryCode.person_id == person_id) & RecoveryCode.used_at.is_(None)
    wanted, left = codes.recovery_digest(typed), session.scalars(select(RecoveryCode).where(unused))
    same = next((one for one in left if passwords.is_right(one.code_digest, wanted)), None)
    if same is None:
        return False
    # Whether it is still unused is asked once more as it is used, so that two at once do not both use it.
    used = update(RecoveryCode).where(unused, RecoveryCode.id == same.id).values(used_at=now())
    return session.scalar(used.returning(RecoveryCode.id)) is not None


def replace_recovery_codes(person_id: int, keep: str) -> list[str]:
    """Ten fresh recovery codes because their owner asked for them; the old ones stop working.

    Every session but the one whose token's digest is `keep` ends.
    """
    end_others(person_id, keep)
    record("recovery codes made", person_id)
    return give_recovery_codes(person_id)


def put_away(person_id: int, keep: str) -> None:
    """Turn the second step off, app and passkeys, and end every session but the one of the digest `keep`."""
    end_others(person_id, keep)
    session.execute(delete(SecondFactor).where(SecondFactor.person_id == person_id))
    session.execute(delete(Passkey).where(Passkey.person_id == person_id))
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
    record("second step turned off", person_id)
