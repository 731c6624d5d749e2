"""Recognisers of the ways to reach somebody: e-mail, links, phones and usernames."""

import re
from collections.abc import Iterator

from participation.domain.redaction.lexicon import Standing, lexicon, own_words
from participation.domain.redaction.spots import Kind, Spot
from participation.domain.redaction.tokens import fold

# Numbers that everybody may ring, and that name nobody.
HELPLINES = frozenset({"08001111", "116123", "116000", "0800555111", "08088010366"})

_ENDINGS = (
    "com|co|org|net|uk|gov|ac|sch|nhs|edu|io|tv|gg|ly|info|app|dev|biz|eu|us|ie|fr|de|pl|ro|ru"
    "|al|xyz|site|online"
)
_AT = r"(?:\s?@\s?|\s?[\[({]\s?at\s?[\])}]\s?|\sat\s)"
_DOT = r"(?:\.|\s?[\[({]\s?dot\s?[\])}]\s?|\sdot\s)"
# Every pattern begins only where its own run of letters begins and bounds that run: a long
# answer must cost no more than its length.
_EMAIL = re.compile(
    rf"""(?<![\w.+%'-])[\w.+%'-]{{1,99}}@[\w-]{{1,99}}(?:\.[\w-]{{1,99}}){{1,9}}
    |(?<![\w.+-])[\w.+-]{{1,99}}{_AT}[\w-]{{1,99}}(?:{_DOT}[\w-]{{1,99}}){{0,9}}?{_DOT}(?:{_ENDINGS})\b""",
    re.I | re.X,
)
_LINK = re.compile(
    rf"""(?:https?|ftp)\s?:\s?/\s?/\s?\S+
    |\bwww\s?\.\s?\S+
    |(?<![\w.-])(?:[\w-]{{1,99}}\.){{1,9}}[a-z]{{2,24}}/\S*
    |(?<![\w.-])(?:[a-z0-9-]{{1,99}}\.){{1,9}}(?:{_ENDINGS})\b(?!\.\w)""",
    re.I | re.X,
)
_GAP = r"[ \t\u00a0().\u2010-\u2015/-]{0,3}"
_PHONE = re.compile(
    rf"(?<![\w£$€])(?:\+|00|\(\+|\(00)?{_GAP}(?:\d{_GAP}){{6,16}}\d"
    r"(?:\s?(?:x|ext\.?)\s?\d{1,5})?(?!\w)",
    re.I,
)
_O_FOR_ZERO = re.compile(r"(?<!\w)[oO0](?=[\s-]?7[\doO\s-]{8,})[\doO\s-]{9,14}[\doO]\b")
_DIGIT_WORD = r"(?:zero|oh|o|one|two|three|four|five|six|seven|eight|nine|double|triple|\d)"
_SPELT = re.compile(rf"\b(?:{_DIGIT_WORD}[\s,-]+){{8,}}{_DIGIT_WORD}\b", re.I)
_NAMES_NOBODY = re.compile(
    r"(?:19|20)\d\d\s?[-–/]\s?(?:19|20)?\d\d"  # 2019-2020
    r"|[0-2]?\d[.:][0-5]\d\s?[-–]\s?[0-2]?\d[.:][0-5]\d"  # 9.30-10.30
    r"|(?:19|20)\d\d[-/.][01]?\d[-/.][0-3]?\d|[0-3]?\d[-/.][01]?\d[-/.](?:19|20)?\d\d"  # dates
    r"|[1-9]\d{0,2}0{4,6}"  # 100000
)
_AT_HANDLE = re.compile(r"(?<![\w@])@[\w.-]*\w")
_SHAPED_HANDLE = re.compile(
    r"(?<![\w@./-])(?=\w{0,99}[^\W\d_])_*[^\W_]+(?:_+[^\W_]+)+_*(?!\w)"
    r"|(?<![\w.])[A-Za-z][\w.]{2,39}#\d{4}\b"
)
_CUED_HANDLE = re.compile(
    r"""\b(?:insta(?:gram)?|ig|snap(?:chat)?|sc|tik\s?tok|discord|twitter|facebook|fb|roblox|psn
        |xbox|whats\s?app|telegram|youtube|twitch|gamer\s?tag|user\s?name|user|handle|fortnite
        |steam|kik|bereal|tumblr|reddit)
    (?:\s(?:name|tag|user|id|account|username|handle))?
    \s?(?P<sign>:|=|-|\sis|'s|\s)\s*(?P<handle>@?\w[\w.\-\#]{1,39})""",
    re.I | re.X,
)


def emails(text: str) -> Iterator[Spot]:
    """Yield e-mail addresses, also those written "name at place dot com"."""
    for match in _EMAIL.finditer(text):
        yield Spot(match.start(), match.end(), Kind.EMAIL)


def links(text: str) -> Iterator[Spot]:
    """Yield addresses of pages, with or without https."""
    for match in _LINK.finditer(text):
        end = match.start() + len(match.group().rstrip(".,;:!?)\"'"))
        yield Spot(match.start(), end, Kind.LINK)


def phones(text: str) -> Iterator[Spot]:
    """Yield phone numbers in any spacing, with O for 0, or spelt out; never a helpline."""
    for match in _PHONE.finditer(text):
        if _reads_as_phone(match.group()):
            lead = len(match.group()) - len(match.group().lstrip())
            yield Spot(match.start() + lead, match.end(), Kind.PHONE)
    for pattern in (_O_FOR_ZERO, _SPELT):
        for match in pattern.finditer(text):
            yield Spot(match.start(), match.end(), Kind.PHONE)


def names_nobody(written: str) -> bool:
    """Tell whether the digits are a helpline, years, times, a date or a round number."""
    bare = written.strip(" ().")
    return re.sub(r"\D", "", bare) in HELPLINES or _NAMES_NOBODY.fullmatch(bare) is not None


def _reads_as_phone(written: str) -> bool:
    digits = re.sub(r"\D", "", re.split("[xe]", written.lower())[0])
    if len(digits) > 15 or names_nobody(written):
        return False
    if digits.startswith(("0", "44")) or "+" in written:
        return len(digits) >= 9
    return 7 <= len(digits) <= 12 and re.search(r"\d[\s().-]+\d", written) is not None


def handles(text: str) -> Iterator[Spot]:
    """Yield usernames: @name, "my insta is name", and words shaped like one."""
    for pattern in (_AT_HANDLE, _SHAPED_HANDLE):
        for match in pattern.finditer(text):
            yield Spot(match.start(), match.end(), Kind.HANDLE)
    for match in _CUED_HANDLE.finditer(text):
        written = match["handle"].rstrip(".-")
        if _reads_as_handle(written, match["sign"].strip()):
            start = match.start("handle")
            yield Spot(start, start + len(written), Kind.HANDLE)


def _reads_as_handle(written: str, sign: str) -> bool:
    word = fold(written)
    if re.search(r"\d|_|#|@|\w\.\w", written):
        return not written.isdigit() or len(written) > 3
    if word in own_words("stops") or len(word) < 3:
        return False
    return sign in (":", "=") or (bool(sign) and lexicon().standing(word) is not Standing.ORDINARY)
