"""What a paper says of the items that it keeps from the public."""

from collections.abc import Iterator

from participation.domain.digest import ReleasedDigest
from participation.domain.exempt_item import ExemptItem
from participation.papers.blocks import Block, Detail, Entries, Mark, Section, Words

TITLE = "Kept from the public"
PUBLIC = (
    "These items are in the members\u2019 paper only. Each was decided by the council\u2019s "
    "proper officer, not by whoever wrote this paper."
)
MEMBERS = (
    "These items are in this paper and not in the public one. Do not pass them on. There the "
    "public finds only this list."
)


def exempt_mark(item: ExemptItem | None) -> Iterator[Block]:
    """Yield the mark of an item that is kept from the public; nothing for any other."""
    if item is not None:
        yield Mark(item.label, f"{item.ground}. Not for publication.", good=False)


def exempt_list(digest: ReleasedDigest) -> Section:
    """Return each item that is kept from the public; a section without blocks without any."""
    if not digest.exempt:
        return Section(TITLE, ())
    lines = tuple(
        Detail(f"{item.label}, {item.title}", f"{item.ground}. {item.reason}")
        for item in digest.exempt
    )
    lead = Words(PUBLIC if digest.is_public else MEMBERS)
    return Section(TITLE, (lead, Entries(lines)))


def status_of(digest: ReleasedDigest) -> str:
    """Return for whom the paper is; empty when it keeps nothing from anybody."""
    if not digest.exempt:
        return ""
    return "Public paper" if digest.is_public else "For members only: not for publication"
