"""A small made-up codebook and decisions that go with it."""

from participation.core.ports import ThemeExample

THEMES = ("wifi-and-phones", "food", "contact-with-family")

_WIFI = (
    "the wifi is slow",
    "wifi goes off at night",
    "they take my phone at ten",
    "I need the internet for homework",
    "no signal for my phone here",
    "the wifi password keeps changing",
)
_FOOD = (
    "the food is horrible",
    "I want to cook my own food",
    "dinner is always cold",
    "we never choose what we eat",
    "more halal food please",
    "snacks are locked in the kitchen",
)
_FAMILY = (
    "I want to see my sister more",
    "visits with my mum get cancelled",
    "I miss my brother",
    "contact with dad is too short",
    "let me ring my mum when I like",
    "seeing my nan at weekends",
)

CODEBOOK = tuple(
    ThemeExample(text, (theme,))
    for theme, texts in zip(THEMES, (_WIFI, _FOOD, _FAMILY), strict=True)
    for text in texts
)


def decided(count: int) -> list[ThemeExample]:
    """Return this many decided texts, all different, each theme and none in turn."""
    kinds = (
        ("the wifi in room {} stops", ("wifi-and-phones",)),
        ("dinner on day {} was cold", ("food",)),
        ("my sister came {} weeks ago", ("contact-with-family",)),
        ("my bike has a puncture, says {}", ()),
    )
    names = [f"{first}{second}{third}" for first in "abcde" for second in "fghij" for third in "ou"]
    return [
        ThemeExample(kinds[number % 4][0].format(names[number // 4]), kinds[number % 4][1])
        for number in range(count)
    ]
