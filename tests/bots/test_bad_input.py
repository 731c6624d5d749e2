"""Whatever is typed or tapped in a chat breaks nothing, and stores nothing that was not meant."""

from bots import words
from tests.bots.conftest import text_of
from tests.bots.test_talk import stored

NASTY = [
    "x" * 4096,
    "😀" * 2048,
    "\u202eتحيا الحياة\u202c שלום",
    "<b>bold</b> &amp; {{ 7*7 }} %s",
    "a\x00b\x07c",
    "half \ud83d a letter",
    " \n\t ",
    "\u200b",
    "'; DROP TABLE answer; --",
]


def test_no_text_breaks_the_walk(somebody, consultation):
    for text in NASTY:
        assert words.BROKEN not in text_of(somebody.types(text))
    somebody.begins(consultation.link)
    for text in NASTY:
        said = text_of(somebody.types(text))
        assert words.BROKEN not in said
        assert "1 of 5" in said
    for label in ("Sad", "The food", "Done", "No", "No"):
        somebody.presses(label)

    for text in NASTY:
        said = text_of(somebody.types(text))
        assert words.BROKEN not in said
        assert "6 of 6" in said
        somebody.types("back")


FOREIGN = (
    *("", "a", "a:LINK", "a:LINK:99:0", "a:LINK:0:99", "a:LINK:0:-1", "a:LINK:3:0", "a:LINK:²:0"),
    *("t:LINK:x:0", "w:LINK:0", "p:LINK:4", "a:other234:0:0", "s:", "s:AAAA", "j:AAAA"),
    *("v:AAAA:1:1", "i", "b", "n", "x", "z:1"),
)


def test_an_old_or_foreign_button_changes_nothing(somebody, talk, consultation):
    somebody.begins(consultation.link)

    for payload in FOREIGN:
        said = text_of(somebody.taps(payload.replace("LINK", consultation.link)))
        assert said
        assert words.BROKEN not in said
        assert stored(talk) == (1, 0)
        assert text_of(somebody.taps("c")).startswith("1 of 5")
