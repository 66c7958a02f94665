"""The pages of accounts: sign in and out, choose a password or a PIN, my own account, showing that it is me."""

from app.accounts.routes import kept, keys, me, passkeys, proof, second_step, sign_in
from app.accounts.routes.blueprint import blueprint

__all__ = ["blueprint", "kept", "keys", "me", "passkeys", "proof", "second_step", "sign_in"]
