"""The same question as others would ask it: SurveyJS and GOV.UK Frontend, from their packages.

Fetched by `npm pack` into a folder that is gone afterwards. GOV.UK's own font is left out, which
only its own sites may use, and so is the one that SurveyJS would bring along.
"""

import gzip
import re
import shutil
import subprocess
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

SURVEYJS = "2.5.38"
GOVUK = "6.6.0"
PACKAGES = (f"survey-core@{SURVEYJS}", f"survey-js-ui@{SURVEYJS}", f"govuk-frontend@{GOVUK}")
FETCH_SECONDS = 180
FACES = ("Very happy", "Happy", "OK", "Sad", "Very sad", "I don't want to say")
ASKS = "How was your last review?"

HEAD = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>Question</title>
<link rel="icon" href="data:,">"""
SURVEYJS_PAGE = (
    HEAD
    + """<link rel="stylesheet" href="/survey-core.fontless.min.css"></head>
<body><div id="survey"></div><script src="/survey.core.min.js"></script>
<script src="/survey-js-ui.min.js"></script><script>
new Survey.Model({elements: [{type: "rating", name: "feel", title: "ASKS", rateType: "smileys",
  rateValues: [1, 2, 3, 4, 5], minRateDescription: "Very sad",
  maxRateDescription: "Very happy"}]}).render(document.getElementById("survey"));
</script></body></html>"""
)
GOVUK_RADIO = """<div class="govuk-radios__item"><input class="govuk-radios__input" id="f{n}"
name="feel" type="radio" value="{n}"><label class="govuk-label govuk-radios__label"
for="f{n}">{words}</label></div>"""
GOVUK_PAGE = (
    HEAD
    + """<link rel="stylesheet" href="/govuk-frontend.min.css"></head>
<body class="govuk-template__body"><script>
document.body.className += " js-enabled govuk-frontend-supported";</script>
<div class="govuk-width-container"><main class="govuk-main-wrapper"><form method="post">
<div class="govuk-form-group"><fieldset class="govuk-fieldset"><legend
class="govuk-fieldset__legend govuk-fieldset__legend--l">
<h1 class="govuk-fieldset__heading">ASKS</h1></legend>
<div class="govuk-radios" data-module="govuk-radios">RADIOS</div></fieldset></div>
<button class="govuk-button" data-module="govuk-button">Next</button></form></main></div>
<script type="module">import {initAll} from "/govuk-frontend.min.js"; initAll();</script>
</body></html>"""
)
TYPES = {"css": "text/css", "js": "text/javascript", "html": "text/html; charset=utf-8"}


@dataclass(frozen=True)
class Form:
    """A question of somebody else's, ready to be opened."""

    name: str
    address: str


@contextmanager
def other_forms(folder: Path) -> Iterator[list[Form]]:
    """Give both questions, served on loopback; none, having said why, if they cannot be fetched."""
    packages = _fetched(folder)
    if packages is None:
        yield []
        return
    radios = "".join(GOVUK_RADIO.format(n=n, words=words) for n, words in enumerate(FACES))
    pages = [SURVEYJS_PAGE, GOVUK_PAGE.replace("RADIOS", radios)]
    one, other = (page.replace("ASKS", ASKS) for page in pages)
    surveyjs = {
        "survey-core.fontless.min.css": packages[0] / "survey-core.fontless.min.css",
        "survey.core.min.js": packages[0] / "survey.core.min.js",
        "survey-js-ui.min.js": packages[1] / "survey-js-ui.min.js",
    }
    dist = packages[2] / "dist" / "govuk"
    govuk = {name: dist / name for name in ("govuk-frontend.min.css", "govuk-frontend.min.js")}
    with _served(one, surveyjs) as first, _served(other, govuk) as second:
        yield [Form(f"SurveyJS {SURVEYJS}", first), Form(f"GOV.UK Frontend {GOVUK}", second)]


def _fetched(folder: Path) -> list[Path] | None:
    npm = shutil.which("npm")
    if npm is None:
        print("SurveyJS and GOV.UK Frontend are left out: npm is not here to fetch them.")
        return None
    command = [npm, "pack", *PACKAGES, "--silent", "--pack-destination", str(folder)]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=FETCH_SECONDS)
    except (subprocess.SubprocessError, OSError):
        print("SurveyJS and GOV.UK Frontend are left out: npm could not fetch them.")
        return None
    return [_unpacked(folder, package) for package in PACKAGES]


def _unpacked(folder: Path, package: str) -> Path:
    name = package.replace("@", "-")
    with tarfile.open(folder / f"{name}.tgz") as packed:
        packed.extractall(folder / name, filter="data")
    return folder / name / "package"


@contextmanager
def _served(page: str, files: dict[str, Path]) -> Iterator[str]:
    texts = {name: path.read_text("utf-8") for name, path in files.items()}
    texts = {name: re.sub(r"@font-face\{[^}]*\}", "", text) for name, text in texts.items()}
    packed = {
        name: gzip.compress(text.encode(), 9) for name, text in {"page.html": page, **texts}.items()
    }
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(packed.get))
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/page.html"
    server.shutdown()
    thread.join()
    server.server_close()


def _handler(find: Callable[[str], bytes | None]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            name = self.path.lstrip("/")
            found = find(name)
            self.send_response(200 if found else 404)
            if found:
                self.send_header("Content-Type", TYPES[name.rpartition(".")[2]])
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(found or b"")))
            self.end_headers()
            self.wfile.write(found or b"")

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    return Handler
