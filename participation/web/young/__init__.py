"""The young people's app: no sign-in, no need of a script, nothing kept of who comes."""

from flask import Flask, Response
from werkzeug.middleware.proxy_fix import ProxyFix

from participation.core.files import templates_dir
from participation.core.keys import YoungKeys
from participation.core.ports import Clock
from participation.core.settings import Settings
from participation.models.database import Database
from participation.web.compression import compress
from participation.web.forgery import ForgeryProtection
from participation.web.plain_text import take_plain_text_alone
from participation.web.uploads import allow_uploads
from participation.web.young import (
    cards,
    checking,
    choosing,
    comforting,
    contacting,
    drawing,
    handing,
    helping,
    invited,
    journeys,
    keeping,
    leaving,
    listing,
    logos,
    parts,
    questions,
    resuming,
    start,
    taking_back,
    ticketing,
    together,
    walls,
    words_back,
)
from participation.web.young.door import NAME, Door
from participation.web.young.faults import tell_faults
from participation.web.young.headers import protect
from participation.web.young.limits import set_limits
from participation.web.young.pages import teach_templates
from participation.web.young.speech import listen
from participation.web.young.visit import set_cookie_rules

LONGEST_FORM = 512 * 1024
"""Bytes of one posted form: ten thousand words in any script fit well within."""

NOUNS = (
    start,
    invited,
    choosing,
    questions,
    drawing,
    handing,
    checking,
    resuming,
    journeys,
    keeping,
    words_back,
    taking_back,
    walls,
    listing,
    cards,
    helping,
    contacting,
    leaving,
    together,
    ticketing,
    comforting,
    logos,
    parts,
)


def create_app(settings: Settings, keys: YoungKeys, session_key: bytes, clock: Clock) -> Flask:
    """Return the young people's app, which opens its own way to the database."""
    folder = templates_dir() / "young"
    app = Flask(__name__, template_folder=str(folder), static_folder=None)
    take_plain_text_alone(app)
    app.secret_key = session_key
    app.extensions[NAME] = Door(Database(settings.young_database_url), keys, clock)
    app.config.update(
        MAX_CONTENT_LENGTH=LONGEST_FORM,
        MAX_FORM_MEMORY_SIZE=LONGEST_FORM,
        WTF_CSRF_TIME_LIMIT=None,
    )
    allow_uploads(app, drawing.UPLOADS)
    set_cookie_rules(app, settings.https)
    listen(app)
    together.keep_apart(app)
    ForgeryProtection(app).exempt(leaving.pages)
    teach_templates(app)
    helping.offer_help(app)
    drawing.tell_limit(app)
    parts.load_parts(app, folder)
    comforting.wear(app)
    for noun in NOUNS:
        app.register_blueprint(noun.pages)
    app.before_request(leaving.after_leaving)
    tell_faults(app)
    set_limits(app)
    _send_well(app, settings.https)
    return app


def _send_well(app: Flask, https: bool) -> None:
    @app.after_request
    def finish(response: Response) -> Response:
        return compress(protect(response))

    if https:
        # Behind HTTPS the app listens on loopback alone, so one proxy stands before it.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
