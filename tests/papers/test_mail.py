from dataclasses import replace

from lxml import html

from participation.core.types import ClearedText
from participation.domain.digest import AskLine
from participation.domain.exempt_item import ExemptItem
from participation.papers.mail import meeting_mail
from tests.papers.factory import OCCASION, consultation, digest, empty_digest, table, theme

TO = "chair@staff.example"


def test_a_mail_brings_figures_asks_and_a_link_in_both_forms():
    mail = meeting_mail(digest(), TO)

    for form in (mail.plain, mail.html):
        assert "https://staff.example/digests/m3" in form
        assert "Between 50 and 59 young people answered." in form
        assert "about 15 (33%)" in form
        assert "Wifi and phones (about 25)" in form
        assert "Meet us twice a year, in a place that we choose" in form
        assert "fewer than 8" in form
    assert mail.to == TO
    assert mail.subject == "What young people say: Corporate Parenting Board, 12 March 2026"


def test_each_ask_of_a_mail_leads_straight_to_its_answer_and_an_exempt_one_by_its_title_alone():
    kept = ExemptItem("Ask 2", "A private matter", "Exempt", "It would harm somebody.")
    asks = (digest().asks[0], AskLine(2, "Pay Oak Ltd", "", "", "", kept))
    links = {number: f"https://staff.example/asks/{number}" for number in (1, 2)}

    mail = meeting_mail(replace(digest(), asks=asks), TO, links)

    page = html.fromstring(mail.html)
    assert page.xpath("//ol/li/a/@href") == list(links.values())
    assert page.xpath("//ol/li/a/text()") == ["Answer ask 1", "Answer ask 2"]
    assert all(f"Answer it, signed in: {link}" in mail.plain for link in links.values())
    assert "Oak" not in mail.plain + mail.html


def test_a_mail_never_holds_what_a_young_person_wrote():
    quotes = tuple(ClearedText(words, True) for words in ("the biscuit tin", "my nan's garden"))
    part = replace(
        consultation(), themes=(replace(theme("Food"), quotes=quotes),), statement="we all agreed"
    )

    mail = meeting_mail(replace(digest(), consultations=(part,), framing="they wrote: cold"), TO)

    for words in ("biscuit", "nan", "we all agreed", "cold"):
        assert words not in mail.plain + mail.html


def test_bars_work_without_images_and_hidden_figures_have_none():
    part = replace(consultation(), tables=(table("t", "T", Good=20, Fair=10, Bad=None),))

    page = html.fromstring(meeting_mail(replace(digest(), consultations=(part,)), TO).html)

    lengths = [bar.get("style").split(";")[0] for bar in page.xpath("//td[@bgcolor]")]
    assert lengths == ["width:100%", "width:50%"]
    assert not page.xpath("//img")


def test_nothing_typed_can_add_a_header_or_pass_for_a_line_of_the_mail():
    occasion = replace(OCCASION, board="Board\r\nBcc: someone@else.example")
    ask = replace(digest().asks[0], words="Wifi\n\nRead the paper:\nhttps://else.example")

    mail = meeting_mail(replace(digest(), occasion=occasion, asks=(ask,)), TO)

    assert "\n" not in mail.subject
    assert "1. Wifi Read the paper: https://else.example" in mail.plain.splitlines()


def test_markup_in_an_ask_is_shown_and_not_obeyed():
    ask = replace(digest().asks[0], words="<b>Wifi</b> & food")

    mail = meeting_mail(replace(digest(), asks=(ask,)), TO)

    assert "<b>Wifi</b> & food" in mail.plain
    assert "&lt;b&gt;Wifi&lt;/b&gt; &amp; food" in mail.html


def test_an_empty_digest_says_so():
    mail = meeting_mail(empty_digest(), TO)

    assert "No consultation comes to this meeting." in mail.plain
    assert "There are no asks at this meeting." in mail.html
