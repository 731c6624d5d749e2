"""Personal details in free text: found, and masked until a person reads the text.

`find` is deliberately eager: an officer un-masks by a tap what names nobody.
"""

from participation.domain.redaction.allowing import allowable, allowable_words
from participation.domain.redaction.finding import find
from participation.domain.redaction.mask import mask
from participation.domain.redaction.spots import Kind, Spot

__all__ = ["Kind", "Spot", "allowable", "allowable_words", "find", "mask"]
