"""Completion, certificates, and the public check."""

from urllib.parse import urljoin

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from app.access.guard import asker, public, requires
from app.access.permissions import SIGNED_IN
from app.accounts.queries import person
from app.certificates import actions, queries
from app.certificates.forms import CorrectForm
from app.certificates.pdf import render_pdf
from app.certificates.records import CertificateRecord, Correction
from app.certificates.rules import WORDS, state
from app.core.clock import today
from app.core.codes import normalised
from app.core.errors import DomainError
from app.learning import queries as learning
from app.web.headers import no_referrer
from app.web.limits import limited
from app.web.qr import qr_paths

blueprint = Blueprint("certificates", __name__)


@blueprint.get("/learn/<int:enrolment_id>/completed")
@requires(SIGNED_IN)
def completed(enrolment_id: int) -> str | Answer:
    """Thank you, and where the certificate is."""
    enrolment = learning.mine(asker(), enrolment_id)
    completion = learning.completion_of(enrolment.id)
    if completion is None:
        return redirect(url_for("learning.go_on", enrolment_id=enrolment.id))
    certificate = queries.of_completion(completion.id)
    return render_template(
        "certificates/completed.html", enrolment=enrolment, completion=completion, certificate=certificate
    )


@blueprint.get("/certificates")
@requires(SIGNED_IN)
def mine() -> str:
    """Everything I hold, whatever post I earned it in."""
    held = queries.of_person(asker().person_id)
    states = {one.code: _state(one) for one in held}
    return render_template("certificates/mine.html", certificates=held, states=states)


@blueprint.get("/certificates/<code>")
@requires(SIGNED_IN)
def show(code: str) -> str:
    """A certificate of mine as a page: the accessible original."""
    certificate = queries.mine(asker().person_id, code)
    address = _check_address(certificate.code)
    return render_template(
        "certificates/certificate.html",
        certificate=certificate,
        address=address,
        qr=qr_paths(address),
        owed=learning.owed_since(certificate.completion_id),
        module=learning.module_of(certificate.completion_id),
    )


@blueprint.get("/certificates/<code>/certificate.pdf")
@requires(SIGNED_IN)
@limited("30 per minute")
def pdf(code: str) -> Response:
    """The same as a PDF."""
    certificate = queries.mine(asker().person_id, code)
    document = render_pdf(certificate, _check_address(certificate.code))
    name = f"certificate-{certificate.facts['edition']}-{certificate.completed_on}.pdf"
    headers = {"Content-Disposition": f"attachment; filename={name}"}
    return Response(document, mimetype="application/pdf", headers=headers)


@blueprint.route("/certificates/<code>/correct", methods=["GET", "POST"])
@requires(SIGNED_IN)
def correct(code: str) -> str | tuple[str, int] | Answer:
    """Issue a certificate of mine again in the name I have now."""
    certificate, holder, form = queries.mine(asker().person_id, code), person(asker().person_id), CorrectForm()
    name = holder.certificate_name or holder.name
    if form.validate_on_submit():
        try:
            new = actions.correct(certificate, name, Correction(form.why.data), holder.id)
            return redirect(url_for("certificates.show", code=new))
        except DomainError as refusal:
            form.why.errors = [str(refusal)]
    page = render_template("certificates/correct.html", form=form, certificate=certificate, name=name)
    return (page, 400) if form.is_submitted() else page


def _state(certificate: CertificateRecord) -> str:
    is_top_up_due = bool(learning.owed_since(certificate.completion_id))
    return state(
        certificate.withdrawn_at,
        certificate.renew_by,
        today(),
        is_top_up_due,
        certificate.withdrawn_because,
        certificate.successor is not None,
    )


def _check_address(code: str) -> str:
    site: str = current_app.config["CSPR"].address
    return urljoin(site, url_for("certificates.checked", code=code))


@blueprint.get("/check")
@public
@limited("30 per minute")
def check() -> str | Answer:
    """Where anyone types a certificate number."""
    no_referrer()
    typed = request.args.get("code", "")
    if normalised(typed):
        return redirect(url_for("certificates.checked", code=normalised(typed)[:60]))
    return render_template("certificates/check.html", missing="code" in request.args)


@blueprint.get("/check/<code>")
@public
@limited("30 per minute")
def checked(code: str) -> str | tuple[str, int]:
    """What a certificate or evidence pack says, for whoever has its number; unknown ones are answered alike."""
    no_referrer()
    certificate = queries.by_code(code)
    if certificate is None:
        pack = queries.pack_by_code(code)
        return render_template("certificates/pack.html", pack=pack) if pack else _unknown()
    now_called = _state(certificate)
    return render_template(
        "certificates/checked.html", certificate=certificate, state=now_called, words=WORDS[now_called]
    )


def _unknown() -> tuple[str, int]:
    return render_template("certificates/unknown.html"), 404
