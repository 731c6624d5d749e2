"""An item of a paper that is kept from the public, as the public knows it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ExemptItem:
    """An item that is kept from the public: all that the public learns of it."""

    label: str
    title: str
    ground: str
    reason: str
