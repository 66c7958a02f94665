"""The one place where a route's permission is asked. A route that declares none is refused."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import Flask, Response, abort, current_app, redirect, request, url_for
from flask_login import current_user

from app.access.identity import Identity, PostHeld
from app.access.permissions import PUBLIC, Permission

_SIGNED_OUT = "signed-out"
View = TypeVar("View", bound=Callable[..., Any])


def requires(permission: Permission) -> Callable[[View], View]:
    """Declare who may call a view."""

    def mark(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]
        return view

    return mark


def public(view: View) -> View:
    """Declare that anyone may call a view."""
    return requires(PUBLIC)(view)


def identity() -> Identity | None:
    """Who is asking, or None."""
    return current_user.identity if current_user.is_authenticated else None


def asker() -> Identity:
    """Who is asking, in a view that only signed-in people reach."""
    return cast(Identity, identity())


def my_post() -> PostHeld:
    """The post somebody looks from, in a view that only people with a post reach."""
    post = asker().post
    assert post is not None, "the guard lets only people with a post come here"
    return post


def before_second_step(view: View) -> View:
    """Let a view be reached by somebody who still has to set up her second step."""
    view.before_second_step = True  # type: ignore[attr-defined]
    return view


def proved(page: str = "home.my_learning") -> Callable[[View], View]:
    """Let a view be reached only by somebody who showed within the last quarter of an hour that it is she.

    `page` is the endpoint where she starts again when she was asked in the midst of sending something.
    """

    def mark(view: View) -> View:
        view.proved_from = page  # type: ignore[attr-defined]
        return view

    return mark


def asks_proof(view: Callable[..., Any]) -> bool:
    """Whether a view asks for a proof."""
    return hasattr(view, "proved_from")


def permission_of(view: Callable[..., Any]) -> Permission | None:
    """What a view declares."""
    return getattr(view, "permission", None)


def install(app: Flask, signed_out: Callable[[], Any]) -> None:
    """Ask before every request. Static files are everyone's.

    `signed_out` answers what is sent by somebody whose session has ended; None when she is nobody that is known.
    """
    app.before_request(_ask)
    app.extensions[_SIGNED_OUT] = signed_out
    requires(PUBLIC)(app.view_functions["static"])


def _ask() -> Any:
    if request.endpoint is None:
        return None
    permission = permission_of(current_app.view_functions[request.endpoint])
    if permission is None:
        abort(403)
    if permission is PUBLIC or permission.rule(identity()):
        return _second_step_first(permission) or _proof_first()
    if identity() is not None:
        abort(403)
    if request.method in ("GET", "HEAD"):
        return _to_sign_in()
    return current_app.extensions[_SIGNED_OUT]() or abort(403)


def _second_step_first(permission: Permission) -> Any:
    who, view = identity(), current_app.view_functions[request.endpoint or ""]
    if permission is PUBLIC or who is None or not who.owes_second_step or hasattr(view, "before_second_step"):
        return None
    return redirect(url_for("accounts.second_step"))


def _proof_first() -> Any:
    who, view = identity(), current_app.view_functions[request.endpoint or ""]
    if who is None or who.is_proved or not asks_proof(view):
        return None
    if request.method in ("GET", "HEAD"):
        return redirect(url_for("accounts.prove", next=request.full_path.rstrip("?")))
    # What was sent is not kept: somebody else may have sent it.
    page = url_for(getattr(view, "proved_from"))  # noqa: B009 - views are plain functions to the type checker
    return redirect(url_for("accounts.prove", next=page, again=1), 303)


def _to_sign_in() -> Response:
    back = request.full_path.rstrip("?")
    return cast(Response, redirect(url_for("accounts.sign_in", next=back)))
