"""The staff app, put together: its own process, cookie, keys and headers."""

from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, request, session
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from govuk_frontend_wtf.main import WTFormsHelpers
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader
from werkzeug.middleware.proxy_fix import ProxyFix

from participation.core.catalogues import english_name
from participation.core.clock import HERE, day_of
from participation.core.files import templates_dir
from participation.core.keys import ReadingKeys, SignInKeys
from participation.core.ports import Clock
from participation.core.settings import Settings
from participation.domain.policy import ROLE_WORDS
from participation.domain.responses import long_date
from participation.models.database import Database
from participation.services.theming import SuggesterShelf
from participation.web.compression import compress
from participation.web.forgery import ForgeryProtection
from participation.web.plain_text import take_plain_text_alone
from participation.web.staff import access, headers, navigation, parts, sign_in, tries
from participation.web.staff.accounts import AccountStore, is_this_machine
from participation.web.staff.errors import tell_errors
from participation.web.staff.office import Office
from participation.web.staff.views import BLUEPRINTS, looks, putting
from participation.web.uploads import allow_uploads

IDLE = timedelta(minutes=30)
"""A sign-in ends when nothing has happened for this long."""
LONGEST_FORM = 256 * 1024


class Sessions(SecureCookieSessionInterface):
    """Signed cookies that every page renews and no part of a page touches."""

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        """Return whether this answer renews the cookie."""
        return request.endpoint != "static" and super().should_set_cookie(app, session)


def create_app(
    settings: Settings, reading_keys: ReadingKeys, sign_in_keys: SignInKeys, clock: Clock
) -> Flask:
    """Return the staff app on its own database and with only the keys it needs."""
    app = Flask("participation.web.staff", static_folder=None, template_folder=None)
    take_plain_text_alone(app)
    app.config.update(_configuration(settings, sign_in_keys))
    database = Database(settings.database_url)
    shelf = SuggesterShelf(settings.model_folder)
    app.extensions["office"] = Office(settings, reading_keys, clock, database, shelf)
    app.session_interface = Sessions()
    _set_up_templates(app)
    app.add_url_rule("/static/<path:name>", "static", parts.send_part)
    tell_errors(app)
    allow_uploads(app, looks.UPLOADS | putting.UPLOADS)
    app.before_request(_stay_permanent)
    sign_in.set_up_sign_in(app, AccountStore(database, settings.staff_address), clock)
    app.before_request(access.guard)
    ForgeryProtection(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    tries.limit_links(app, clock, "partners.answer")
    app.after_request(headers.protect)
    app.after_request(compress)
    if settings.staff_address.startswith("https://"):
        # Behind HTTPS the app listens on loopback alone, so one proxy stands before it.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
    return app


def _configuration(settings: Settings, keys: SignInKeys) -> dict[str, Any]:
    https = settings.staff_address.startswith("https://")
    return {
        "SECRET_KEY": keys.session,
        "TRUSTED_HOSTS": _hosts(settings.staff_address),
        "MAX_CONTENT_LENGTH": LONGEST_FORM,
        "MAX_FORM_MEMORY_SIZE": LONGEST_FORM,
        "SESSION_COOKIE_NAME": "__Host-staff" if https else "staff",
        "SESSION_COOKIE_SECURE": https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": IDLE,
        "WTF_CSRF_TIME_LIMIT": None,  # as long as the sign-in itself
        **sign_in.settings_of(keys.second_factor),
    }


def _hosts(staff_address: str) -> list[str]:
    # A page elsewhere could point its own name at this machine and use the made-up sign-ins.
    own = urlsplit(staff_address).hostname or ""
    return [own, "localhost", "127.0.0.1"] if is_this_machine(staff_address) else [own]


def _set_up_templates(app: Flask) -> None:
    app.jinja_loader = ChoiceLoader(
        [
            FileSystemLoader(templates_dir()),
            PrefixLoader(
                {
                    name: PackageLoader(name)
                    for name in ("govuk_frontend_jinja", "govuk_frontend_wtf")
                }
            ),
        ]
    )
    WTFormsHelpers(app)
    app.jinja_env.filters["day"] = long_date
    app.jinja_env.filters["short_day"] = short_date
    app.jinja_env.filters["day_of"] = day_of
    app.jinja_env.filters["short_hour"] = short_hour
    app.jinja_env.filters["minutes"] = minutes
    app.jinja_env.filters["english_name"] = english_name
    app.jinja_env.globals.update(
        part_url=parts.part_url, menu=navigation.menu, role_words=ROLE_WORDS
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def short_date(day: date) -> str:
    """Return the day as a table writes it: 12 Mar 2026."""
    return f"{day.day} {day:%b %Y}"


def short_hour(moment: datetime) -> str:
    """Return the hour on the council's clock as a table writes it: 12 Mar 2026, 14:00."""
    return f"{short_date(day_of(moment))}, {moment.astimezone(HERE):%H}:00"


def minutes(many: int) -> str:
    """Return how long something takes: "1 minute" or "4 minutes"."""
    return "1 minute" if many == 1 else f"{many} minutes"


def _stay_permanent() -> None:
    if request.endpoint != "static":
        session.permanent = True
