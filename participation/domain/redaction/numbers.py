"""Recognisers of numbers that a person is known by."""

import re
from collections.abc import Iterator

from participation.domain.redaction.contacts import names_nobody
from participation.domain.redaction.lexicon import lexicon
from participation.domain.redaction.spots import Kind, Spot

_SPACE = r"[\s.\u2010-\u2015-]{0,2}"
_TEN = re.compile(rf"(?<![\d+])(?:\d{_SPACE}){{9}}\d(?!\d)")
_NI = re.compile(
    rf"(?<![a-z0-9])[a-z]{_SPACE}[a-z](?:{_SPACE}\d){{6}}(?:{_SPACE}[a-d])?(?![a-z0-9])", re.I
)
# Long runs of digits, also grouped: cards, accounts, case numbers, foreign identity numbers.
_LONG = re.compile(r"(?<![\w£$€.])\d(?:[ .\u2010-\u2015/-]?\d){5,}(?!\w)")
# Letters and digits mixed: bank accounts, passports, driving licences, references.
_MIXED = re.compile(
    r"(?<![\w/-])(?=[a-z0-9/-]{0,40}\d)(?=[a-z0-9/-]{0,40}[a-z])[a-z0-9]+(?:[/-][a-z0-9]+)*(?!\w)",
    re.I,
)
_COUNTED = re.compile(r"\d+(?:st|nd|rd|th|am|pm|s|p|k|m|mg|ml|x)", re.I)
_MACHINE = re.compile(
    r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])|\b(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}\b", re.I
)
_WEIGHTS = (10, 9, 8, 7, 6, 5, 4, 3, 2)


def nhs_numbers(text: str) -> Iterator[Spot]:
    """Yield ten digits whose last is the check digit of an NHS number (modulus 11)."""
    for match in _TEN.finditer(text):
        if is_nhs_number(re.sub(r"\D", "", match.group())):
            yield Spot(match.start(), match.end(), Kind.NHS_NUMBER)


def is_nhs_number(digits: str) -> bool:
    """Tell whether ten digits pass the check of the NHS Data Dictionary."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return len(digits) == 10 and (11 - total % 11) % 11 == int(digits[9])


def ni_numbers(text: str) -> Iterator[Spot]:
    """Yield National Insurance numbers, also with a prefix that was never given out."""
    for match in _NI.finditer(text):
        # "is 0 7 7 0 0 9" begins a phone number.
        if match.group()[-1].isalpha() or match.group()[:2].lower() not in lexicon().everyday:
            yield Spot(match.start(), match.end(), Kind.NI_NUMBER)


def other_numbers(text: str) -> Iterator[Spot]:
    """Yield further numbers of six digits and more, and codes of letters and digits."""
    for match in _LONG.finditer(text):
        if not names_nobody(match.group()):
            yield Spot(match.start(), match.end(), Kind.NUMBER)
    for match in _MIXED.finditer(text):
        if _reads_as_code(match.group()):
            yield Spot(match.start(), match.end(), Kind.NUMBER)
    for match in _MACHINE.finditer(text):
        yield Spot(match.start(), match.end(), Kind.NUMBER)


def _reads_as_code(written: str) -> bool:
    digits = sum(letter.isdigit() for letter in written)
    return digits >= 4 and len(written) >= 6 and _COUNTED.fullmatch(written) is None
