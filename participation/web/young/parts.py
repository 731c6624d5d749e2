"""What a page may point to: the whole stylesheet and the script, kept by the browser for good."""

import gzip
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, g, request
from markupsafe import Markup

from participation.core.markup import unbroken
from participation.web.young.style import Style, load_style, policy_name

pages = Blueprint("parts", __name__)

NAME = "young-parts"
FOR_GOOD = "public, max-age=31536000, immutable"
_REMARK = re.compile(r"^\s*//.*$", re.MULTILINE)
_LINE_START = re.compile(r"\n\s*")


@dataclass(frozen=True)
class Part:
    """One file as it is sent, under a name that changes with its content."""

    kind: str
    text: str

    @property
    def name(self) -> str:
        """Return its name: the same text has the same."""
        return f"{sha256(self.text.encode()).hexdigest()[:10]}.{self.kind}"

    @property
    def place(self) -> str:
        """Return where it is fetched from."""
        return f"/p/{self.name}"


MIME = {"css": "text/css; charset=utf-8", "mjs": "text/javascript; charset=utf-8"}


@dataclass(frozen=True)
class Parts:
    """The style, the few lines of script in every page, and the two files."""

    style: Style
    core: str
    files: dict[str, tuple[Part, bytes]]


@pages.get("/p/<name>")
def send(name: str) -> Response:
    """Send a file, packed beforehand if the browser takes that."""
    found = parts().files.get(name.rpartition(".")[2])
    if found is None:
        abort(404)
    part, packed = found
    response = Response(part.text, content_type=MIME[part.kind])
    if request.accept_encodings.quality("gzip"):
        response = Response(packed, content_type=MIME[part.kind])
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    # A page of the version before asks under another name and gets what there is now.
    response.headers["Cache-Control"] = FOR_GOOD if name == part.name else "no-store"
    return response


def parts() -> Parts:
    """Return the parts of the app that serves this request."""
    held: Parts = current_app.extensions[NAME]
    return held


def load_parts(app: Flask, folder: Path) -> None:
    """Read, join and pack the parts, and give the templates what they need of them."""
    style = load_style(folder / "style")
    more = Part("mjs", small_script((folder / "script" / "more.mjs").read_text("utf-8")))
    whole = Part("css", style.whole)
    core = small_script((folder / "script" / "core.js").read_text("utf-8"))
    core = core.replace("MORE", more.place)
    files = {
        part.kind: (part, gzip.compress(part.text.encode(), 9, mtime=0)) for part in (more, whole)
    }
    app.extensions[NAME] = Parts(style, core, files)
    app.jinja_env.globals.update(sheets=sheets, core=script, whole=linked)


def sheets(*names: str) -> Markup:
    """Return these pieces of style for this page, which its content policy then allows."""
    return carry(parts().style.joined(names))


def carry(css: str) -> Markup:
    """Return the element of this style, which the page's content policy then allows."""
    g.setdefault("styles", []).append(policy_name(css))
    return Markup("<style>{}</style>").format(Markup(unbroken(css)))


def linked() -> Markup:
    """Return the element that points to the whole stylesheet."""
    g.setdefault("styles", []).append("'self'")
    place = parts().files["css"][0].place
    return Markup('<link rel="stylesheet" href="{}">').format(place)


def script() -> Markup:
    """Return the few lines of script, which this page's content policy then allows."""
    core = parts().core
    g.script = policy_name(core)
    return Markup("<script>{}</script>").format(Markup(unbroken(core)))


def small_script(text: str) -> str:
    """Return the script without remarks and without space at the start of a line."""
    return _LINE_START.sub("\n", _REMARK.sub("", text)).strip()
