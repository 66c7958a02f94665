"""Open edX's own LTI consumer (`lti-consumer-xblock`), served alone: its views, tables, keys and services, as they are.

Run by the environment that it is installed in: `python edx_site.py PORT OUR_ADDRESS DATABASE`. Only what belongs to the
rest of Open edX is stood in for: who is enrolled in a course, the numbers by which people are known outside, and the
book that marks are put into.
"""

import json
import sys
from types import SimpleNamespace

import django
from django.conf import settings

PORT, OURS = int(sys.argv[1]), sys.argv[2]
BASE = f"http://127.0.0.1:{PORT}"
PEOPLE = {
    1: ("amina", "Amina Yusuf", "student"),
    2: ("tom", "Tom Hill", "student"),
    3: ("priya", "Priya Shah", "staff"),
}

BOOK = []  # the marks that Open edX would show to a learner

settings.configure(
    DEBUG=False,
    SECRET_KEY="only for a trial on this machine",
    ALLOWED_HOSTS=["127.0.0.1"],
    INSTALLED_APPS=[
        "django.contrib.contenttypes",
        "django.contrib.auth",
        "django.contrib.sessions",
        "waffle",
        "rest_framework",
        "django_filters",
        "config_models",
        "lti_consumer",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "crum.CurrentRequestUserMiddleware",
        "edx_django_utils.cache.middleware.RequestCacheMiddleware",
    ],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": sys.argv[3]}},
    CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
    ROOT_URLCONF="__main__",
    USE_TZ=True,
    USAGE_ID_PATTERN=r"(?P<usage_id>(?:i4x://?[^/]+/[^/]+/[^/]+/[^@]+(?:@[^/]+)?)|(?:[^/]+))",
    LMS_ROOT_URL=BASE,
    LTI_API_BASE=BASE,
    LTI_BASE=BASE,
    PLATFORM_NAME="Open edX",
    LEARNING_MICROFRONTEND_URL=BASE,
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    FEATURES={},
    LTI_NRPS_DISALLOW_PII=False,
    LTI_CUSTOM_PARAM_TEMPLATES={},
)

from lti_consumer.plugin import compat  # noqa: E402 - only once there are settings


class NoSignals:
    """Where Open edX would hear that a block was deleted."""

    def __getattr__(self, name):
        from django.dispatch import Signal

        signal = Signal()
        setattr(self, name, signal)
        return signal


compat.get_signal_handler = NoSignals
compat.get_course_members = lambda course: {
    number: {"id": number, "username": name, "email": f"{name}@example.org", "name": full, "roles": [role]}
    for number, (name, full, role) in PEOPLE.items()
}
compat.merge_course_forum_roles = lambda course, members: None
compat.batch_get_or_create_externalids = lambda users: {
    number: SimpleNamespace(external_user_id=f"edx-{number}") for number in PEOPLE
}
compat.nrps_pii_disallowed = lambda: False
compat.user_has_studio_write_access = lambda user, course: True
compat.load_enough_xblock = lambda location: (_ for _ in ()).throw(ValueError("no blocks here"))
compat.load_block_as_user = lambda location: SimpleNamespace(
    has_score=True,
    is_past_due=lambda: False,
    max_score=lambda: 1,
    scope_ids=SimpleNamespace(usage_id=location),
    set_user_module_score=lambda user, score, most, said: BOOK.append({"user": user, "score": score, "most": most}),
)
compat.get_user_from_external_user_id = lambda number: PEOPLE[int(number.removeprefix("edx-"))][0]
compat.get_external_config_waffle_flag = lambda: SimpleNamespace(is_enabled=lambda course: False)
compat.get_database_config_waffle_flag = lambda: SimpleNamespace(is_enabled=lambda course: True)
django.setup()

from django.core.management import call_command  # noqa: E402
from django.http import HttpResponseRedirect, JsonResponse  # noqa: E402
from django.urls import include, path  # noqa: E402
from lti_consumer import api  # noqa: E402
from lti_consumer.data import Lti1p3LaunchData  # noqa: E402
from lti_consumer.models import (  # noqa: E402
    CourseAllowPIISharingInLTIFlag,
    Lti1p3Passport,
    LtiAgsScore,
    LtiConfiguration,
    LtiDlContentItem,
)

COURSE, BLOCK = "course-v1:Trust+Safeguarding+2026", "block-v1:Trust+Safeguarding+2026+type@lti_consumer+block@one"


def start(request, number, kind):
    """What the page of a block does when somebody presses its button."""
    config = LtiConfiguration.objects.get()
    name, full, role = PEOPLE[number]
    data = Lti1p3LaunchData(
        user_id=number,
        external_user_id=f"edx-{number}",
        user_role=role,
        config_id=config.config_id,
        resource_link_id=BLOCK,
        name=full,
        preferred_username=name,
        launch_presentation_document_target="iframe",
        context_id=COURSE,
        context_type=["course_offering"],
        context_title="Safeguarding 2026",
        context_label="Safeguarding",
        custom_parameters={"module": request.GET.get("module", "")},
    )
    if kind == "choose":
        return HttpResponseRedirect(api.get_lti_1p3_launch_start_url(data, deep_link_launch=True))
    return HttpResponseRedirect(
        api.get_lti_1p3_content_url(data) if kind == "chosen" else api.get_lti_1p3_launch_start_url(data)
    )


def told(_):
    """What we told it: every score, and every link that was chosen."""
    scores = LtiAgsScore.objects.order_by("id").values(
        "user_id", "score_given", "score_maximum", "activity_progress", "grading_progress", "line_item__resource_id"
    )
    items = LtiDlContentItem.objects.order_by("id").values("content_type", "attributes")
    return JsonResponse({"scores": list(scores), "items": list(items), "book": BOOK})


urlpatterns = [
    path("start/<int:number>/<kind>", start),
    path("told", told),
    path("api/", include("lti_consumer.plugin.urls", namespace="lti_consumer")),
]


def serve():
    """Make its tables and one configuration, say what an administrator would copy, and serve."""
    from wsgiref.simple_server import WSGIRequestHandler

    from django.core.servers.basehttp import ThreadedWSGIServer
    from django.core.wsgi import get_wsgi_application
    from opaque_keys.edx.keys import CourseKey

    call_command("migrate", verbosity=0)
    passport = Lti1p3Passport.objects.create(name="ours", lti_1p3_tool_keyset_url=f"{OURS}/lti/keys")
    config = LtiConfiguration.objects.create(
        version=LtiConfiguration.LTI_1P3,
        config_store=LtiConfiguration.CONFIG_ON_DB,
        location=BLOCK,
        lti_1p3_passport=passport,
        lti_1p3_oidc_url=f"{OURS}/lti/login",
        lti_1p3_launch_url=f"{OURS}/lti/launch",
        lti_advantage_enable_nrps=True,
        lti_advantage_deep_linking_enabled=True,
        lti_advantage_deep_linking_launch_url=f"{OURS}/lti/launch",
        lti_advantage_ags_mode=LtiConfiguration.LTI_ADVANTAGE_AGS_PROGRAMMATIC,
    )
    CourseAllowPIISharingInLTIFlag.objects.create(course_id=CourseKey.from_string(COURSE), enabled=True)
    from django.contrib.auth import get_user_model

    for number, (name, _, _) in PEOPLE.items():
        get_user_model().objects.create(id=number, username=name)
    copied = {"issuer": BASE, "client_id": passport.lti_1p3_client_id, "deployment": "1"}
    copied |= {"authorises_at": f"{BASE}/api/lti_consumer/v1/launch/"}
    data = Lti1p3LaunchData(user_id=1, user_role="staff", config_id=config.config_id, resource_link_id=BLOCK)
    print(json.dumps(copied | {"said": api.get_lti_1p3_launch_info(data)}), flush=True)

    class Quiet(WSGIRequestHandler):
        def log_message(self, *_):
            return

    server = ThreadedWSGIServer(("127.0.0.1", PORT), Quiet)
    server.set_app(get_wsgi_application())
    server.serve_forever()


if __name__ == "__main__":
    serve()
