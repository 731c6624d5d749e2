"""Words that were pasted, as plain text: what a word processor puts around them is left behind."""

import re
import unicodedata
from html import unescape

_VALUE = r"""(?:"[^"]*"|'[^']*'|[^\s"'<>]+)"""
_ATTRIBUTE = rf"\s+(?:[a-z][\w:-]*\s*=\s*{_VALUE}|nowrap|noshade|hidden)"
_MARKUP = re.compile(
    rf"</?[a-z][a-z0-9:]*(?:{_ATTRIBUTE})*\s*/?>|<!--(?:(?!<!--).)*?-->|<!\[[^>]*>",
    re.IGNORECASE | re.DOTALL,
)
# Each stops where the next begins, so that a thousand beginnings without an end cost no more.
_UNSEEN = re.compile(
    r"<(style|script|head|xml|title)\b(?:(?!<\1\b).)*?</\1\s*>", re.IGNORECASE | re.DOTALL
)
_ENDS_LINE = re.compile(r"<br\s*/?>|</(?:p|div|li|tr|h[1-6]|ul|ol)\s*>", re.IGNORECASE)
_ITEM = re.compile(r"<li\b[^>]*>", re.IGNORECASE)
_BULLET = re.compile(
    r"^[ ]*[\u2022\u2023\u25aa\u25cf\u25e6\u00b7\uf0a7\uf0b7\uf0d8][ ]*", re.MULTILINE
)
_LINE_ENDS = re.compile(r"\r\n?|[\u000b\u000c\u0085\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_KEPT_FORMATS = frozenset("\u200c\u200d")
"""What joins and parts letters in Persian and Kurdish, and holds an emoji together."""
_LEFT_OUT = frozenset({"Cc", "Cf", "Co", "Cn", "Cs"})


def plain_words(text: str) -> str:
    """Return the text without formatting: bullets as hyphens, at most one empty line in a row.

    What only looks like a mark, such as "3 < 5" or "<see below>", stays.
    """
    if _MARKUP.search(text):
        text = _without_markup(text)
    text = _BULLET.sub("- ", _SPACES.sub(" ", _LINE_ENDS.sub("\n", text)))
    text = "".join(letter for letter in text if _is_kept(letter))
    lines = (line.strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _without_markup(text: str) -> str:
    text = _ITEM.sub("- ", _UNSEEN.sub("", text).replace("\r", ""))
    return unescape(_MARKUP.sub("", _ENDS_LINE.sub("\n", text)))


def _is_kept(letter: str) -> bool:
    if letter == "\n" or letter in _KEPT_FORMATS:
        return True
    return unicodedata.category(letter) not in _LEFT_OUT
