"""People who come through the young people's web app with marks on all that they bring."""

import re
import string
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from random import Random

from flask import Flask
from flask.testing import FlaskClient
from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo

from participation.core.words import spell
from participation.web.young.visit import CONVERSATION
from tests.attack.sinks import Canary
from tests.web.young.conftest import Visitor

SHOW = re.compile(r'name="show" value="([^"]+)"')


def token(random: Random) -> str:
    """Return a word that nobody uses; of letters alone, as a model reads words."""
    return "".join(random.choices(string.ascii_lowercase, k=14))


@dataclass
class Guest:
    """One young person's browser, which tells more of itself than any real one."""

    random: Random
    app: Flask
    ip: str = ""
    canaries: list[Canary] = field(default_factory=list)

    def plant(self, what: str, needle: str, *may: str) -> str:
        self.canaries.append(Canary(what, needle, frozenset(may)))
        return needle

    def client(self) -> FlaskClient:
        random, client = self.random, self.app.test_client()
        self.ip = ".".join(str(random.randint(100, 250)) for _ in range(4))
        client.environ_base |= {
            "REMOTE_ADDR": self.plant("address", self.ip),
            "HTTP_USER_AGENT": f"Mozilla/5.0 ({self.plant('user agent', token(random))})",
            "HTTP_X_FORWARDED_FOR": self.plant("forwarded address", token(random)),
            "HTTP_FORWARDED": f"for={self.plant('forwarded', token(random))}",
            "HTTP_REFERER": f"http://localhost/{self.plant('referer', token(random))}",
            "HTTP_ACCEPT_LANGUAGE": f"en, {self.plant('language', token(random))};q=0.1",
        }
        client.set_cookie("other", self.plant("another cookie", token(random)))
        return client

    def say(self, link: str, text: str, show: bool) -> str:
        """Answer everything with the text, send, look again, and return the receipt."""
        visitor = Visitor(self.client())
        visitor.begin(link)
        with visitor.client.session_transaction() as held:
            self.plant("conversation's secret", held[CONVERSATION])
        name = f"{self.plant('name of a file', token(self.random))}.png"
        visitor.answer_all(text, self.photo(), name)
        visitor.send("/send", show=SHOW.findall(visitor.text) if show else [])
        assert visitor.page.status_code == 200, visitor.text
        receipt = self.plant("receipt", " ".join(visitor.ticket))
        assert len(receipt.split()) == 5
        visitor.open("/journey").send("/journey", receipt=receipt)
        assert visitor.page.status_code == 200
        return receipt

    def photo(self) -> bytes:
        """Return a picture with marks beside its points, behind them and in them."""
        random, notes, exif = self.random, PngInfo(), Image.Exif()
        notes.add_text("Author", self.plant("picture's author", token(random)))
        exif[ExifTags.Base.Model] = self.plant("camera", token(random))
        place = self.plant("place of a photo", token(random))
        exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSAreaInformation] = place.encode()
        points = self.plant("picture's points", token(random)).encode()
        sheet = Image.frombytes("L", (len(points), 40), points * 40)
        kept = BytesIO()
        sheet.save(kept, "PNG", pnginfo=notes, exif=exif, compress_level=0)
        return kept.getvalue() + self.plant("end of a file", token(random)).encode()

    def abandon(self, link: str) -> None:
        """Write something, and never send it."""
        visitor = Visitor(self.client()).begin(link)
        unsent = f"unsent {self.plant('unsent words', token(self.random))}"
        visitor.answer_all(unsent, self.photo())
        visitor.open("/later").open("/leave")

    def stumble(self) -> None:
        """Get everything wrong that can be got wrong."""
        visitor = Visitor(self.client())
        for path in ("/nothing/{}", "/find?link={}", "/wall/{}", "/c/{}", "/help/{}?{}=1"):
            word = self.plant("address typed", token(self.random))
            visitor.open(path.format(word, word))
        words = " ".join(spell(self.random.getrandbits(50), 5))
        visitor.open("/journey").send("/journey", receipt=self.plant("wrong receipt", words))
        typed = self.plant("words typed", token(self.random))
        visitor.open("/carry-on").send("/carry-on", words=typed)
        visitor.client.post("/journey", data={"receipt": typed})
        visitor.client.post("/q", data={"value": typed, "question": typed})
        visitor.client.post("/send", data={"nonce": typed, typed: "1"})
        visitor.client.open("/journey", method="BREW", data=typed)
        visitor.client.post("/journey", data=b"\xff" * 600_000)


def guests(random: Random, app: Flask, many: int) -> Iterator[Guest]:
    for _ in range(many):
        yield Guest(random, app)
