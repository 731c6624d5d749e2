"""Finds questions that ask who somebody is, and ratings that name a place. English only."""

import re

from surveys.definition import Question
from surveys.words import Words

_WHOSE = (
    r"(?:your(?:\s+(?:\w+\s+){0,2}\w+['’]s)?|"
    r"(?:the|an?|their|his|her)\s+(?:\w+\s+)?(?:worker|carer|teacher|friend)(?:['’]s)?)"
)
_SORTS = r"(?:own\s+|full\s+|first\s+|last\s+|middle\s+)*"
_WHO = r"(?:you|he|she|they|it|home|school|carers?|worker)"
_ALWAYS = (
    ("a name", rf"\b{_WHOSE}\s+{_SORTS}(?:sur|nick|user)?names?\b"),
    ("a name", rf"\bwhat(?:['’]s|\s+is|\s+are)?\s+(?:\w+\s+){{0,4}}{_WHO}\s+called\b"),
    ("a name", r"\bname\s+of\s+(?:your|the|a|an)\b|\bsign\s+(?:here|your)\b|\binitials\b"),
    ("an address", r"\b(?:your|home|house|full)\s+address\b|\bpost\s?code\b|\bwhat\s+street\b"),
    ("a school", r"\b(?:which|what)\s+(?:school|college|nursery)\b"),
    ("a date of birth", r"\bdate\s+of\s+birth\b|\bborn\b|\bbirthday\b|\bd\.?o\.?b\.?\b"),
    ("a phone number", r"\b(?:phone|mobile|telephone)\s+number\b|\b(?:ring|text)\s+you\s+on\b"),
    ("an e-mail address", r"\be-?mail\b"),
    ("a number", r"\b(?:NHS|case|national\s+insurance|NI)\s+number\b"),
    ("a username", r"\b(?:snapchat|instagram|tiktok|whatsapp|handle)\b"),
)
_WHERE = r"(?:town|village|home|street|area)"
_TYPED = (
    ("an age", r"\bhow\s+old\s+are\s+you\b|\byour\s+age\b"),
    ("an address", rf"\bwhere\s+(?:exactly\s+)?do\s+you\s+live\b|\b(?:which|what)\s+{_WHERE}\b"),
    ("a name", r"\bwho\s+(?:is|are|was|were)\s+(?:your|the)\b|\bwho\s+do\s+you\s+live\s+with\b"),
)
_MIND = re.compile(
    r"\b(?:leave\s+out|don['’]t\s+(?:write|say|give|tell|put)|do\s+not\s+\w+|without|no)\b[^.?!]*",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?!(?:A|The|Your|This|My|Our|That|An|How|Is|At|In)\b)[A-Z][\w’']*\s+"
    r"(?:[A-Z][\w’']*\s+)?(?:House|Lodge|Home|Hall|Place|Road|Street|Lane|Avenue|Close|Drive|"
    r"Court|Cottage|Farm|Unit|Villa|Centre|School|Academy|College)\b"
)
_NAMED = re.compile(r"(?<=[a-z,] )(?!I\b|I['’]|OK\b|NHS\b|CAMHS\b)[A-Z][a-z]+")


def asks_for(question: Question) -> tuple[str, ...]:
    """Return what the question asks for that tells who somebody is, as in ("a name",).

    Sentences that ask to leave such things out are not counted. What may be asked as a choice
    (an age band, a kind of place) is looked for only where people type or give a date.
    """
    text = _MIND.sub(" ", "\n".join(words.to("en") for words in _said_in(question)))
    looked = (*_ALWAYS, *_TYPED) if question.way.typed else _ALWAYS
    found = [what for what, pattern in looked if re.search(pattern, text, re.IGNORECASE)]
    return tuple(dict.fromkeys(found))


def place_named(question: Question) -> str:
    """Return the place that a rating names, nothing when it names none."""
    if not question.rates:
        return ""
    texts = (*_said_in(question), *(option.words for option in question.own_options))
    for text in texts:
        words = text.to("en")
        found = _PLACE.search(words) or _NAMED.search(words)
        if found is not None:
            return found.group(0)
    return ""


def _said_in(question: Question) -> tuple[Words, ...]:
    return (question.asks, question.hint, question.easy)
