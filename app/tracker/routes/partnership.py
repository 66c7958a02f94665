"""The settings of a partnership in counts: by kind of setting and by module, nobody's name, no small group."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import asker, requires
from app.access.identity import Appointment, Reach
from app.access.permissions import PARTNERSHIP
from app.core.vocabulary import Office
from app.library import queries as library
from app.requirements import actions as requirements
from app.requirements.records import State
from app.tracker import queries
from app.tracker.routes.oversight import oversight
from app.web.forms import Form, chosen


def _mine() -> list[Appointment]:
    """The partnerships whose officer is asking."""
    return [held for held in asker().appointments if held.office is Office.OFFICER]


def _looked_at(asked: str) -> Appointment:
    """The one of hers that she asks for by number; her first otherwise, as if any other were not there."""
    held = _mine()
    return next((one for one in held if str(one.partnership_id) == asked), held[0])


@oversight.get("/partnership")
@requires(PARTNERSHIP)
def partnership() -> str:
    """What the settings of my partnership have learned, as last counted."""
    asked = request.args
    here = _looked_at(asked.get("of", ""))
    modules = library.modules_for(Reach(partnerships=frozenset({here.partnership_id or 0})))
    module = asked.get("module", "") if asked.get("module") in {one.module for one in modules} else ""
    kind = asked.get("kind", "") if asked.get("kind", "") in queries.KINDS else ""
    return render_template(
        "tracker/partnership.html",
        here=here,
        mine=_mine(),
        picture=queries.picture(here.partnership_id or 0, kind, module, modules),
        modules=modules,
        kind=kind,
        module=module,
        states=State,
        form=Form(),
    )


@oversight.post("/partnership/count")
@requires(PARTNERSHIP)
def count_partnership() -> Response:
    """Count the settings of my partnership again, now."""
    here = _looked_at("".join(chosen("of")))
    page = {"link": url_for("oversight.partnership", of=here.partnership_id), "link_words": f"Back to {here.where}"}
    job_id = requirements.recount_partnership(here.partnership_id or 0, asker().person_id, **page)
    return redirect(url_for("jobs.job", job_id=job_id))
