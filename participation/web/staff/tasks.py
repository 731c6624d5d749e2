"""What waits for somebody, as the start page lists it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    """Something that waits: how many, what, what else to know, and where it is done."""

    many: int
    words: str
    detail: str
    address: str
    action: str
    pressing: bool = False
