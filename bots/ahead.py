"""The slow hash of a receipt, made while the young person reads what they are about to send.

It takes some 30 ms of a processor and nothing else; made beside the answers, it holds up nobody's.
What was not made in time, or by another process, is made when it is needed.
"""

from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor

from participation.domain.receipts import Unlocked, make_receipt, unlock

MOST = 500
"""Of how many chats one is kept: the newest of each, in memory alone."""


class Ahead:
    """What the receipts will give that chats are likely to be handed next."""

    def __init__(self, most: int = MOST) -> None:
        self._pool = ThreadPoolExecutor(1)
        self._made: OrderedDict[bytes, tuple[bytes, Future[Unlocked]]] = OrderedDict()
        self._most = most

    def begin(self, pepper: bytes, secret: bytes, nonce: bytes) -> None:
        """Make what the receipt of this secret and nonce will give."""
        self.take(secret, b"")
        if len(self._made) >= self._most:
            self.take(next(iter(self._made)), b"")
        self._made[secret] = (nonce, self._pool.submit(_made, pepper, secret, nonce))

    def take(self, secret: bytes, nonce: bytes) -> Unlocked | None:
        """Return what was made for these, and forget it; None when it is not there."""
        kept = self._made.pop(secret, None)
        if kept is None or kept[1].cancel() or kept[0] != nonce:
            return None
        return kept[1].result()

    def close(self) -> None:
        """Let go of everything."""
        self._made.clear()
        self._pool.shutdown(wait=False, cancel_futures=True)


def _made(pepper: bytes, secret: bytes, nonce: bytes) -> Unlocked:
    return unlock(pepper, make_receipt(pepper, secret, nonce))
