"""Every form sent twice at once is stored once, and both answers show the same receipt.

PARTICIPATION_ATTACK_POSTS sets how many are sent twice, 16 unless told.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier

from sqlalchemy import func, select

from participation.domain.receipts import hash_typed
from participation.models import Conversation, Submission, Waiting
from tests.web.young.conftest import Scene, Visitor

POSTS = int(os.environ.get("PARTICIPATION_ATTACK_POSTS", "16"))
AT_ONCE = 16
COOKIE = "views"


@dataclass
class Pressed:
    """One form that is sent twice: by the same browser, at the same moment."""

    scene: Scene
    cookie: str
    form: dict[str, str]
    together: Barrier

    def post(self, address: str) -> tuple[int, tuple[str, ...]]:
        visitor = Visitor(self.scene.app.test_client())
        visitor.client.environ_base["REMOTE_ADDR"] = address
        visitor.client.set_cookie(COOKIE, self.cookie)
        self.together.wait(60)
        visitor.page = visitor.client.post("/send", data=self.form)
        return visitor.page.status_code, tuple(visitor.ticket)


def ready(scene: Scene, number: int) -> Pressed:
    """Return a check page on which somebody presses Send twice."""
    visitor = Visitor(scene.app.test_client()).begin(scene.link)
    visitor.answer_all(f"the wifi is slow {number}")
    cookie = visitor.client.get_cookie(COOKIE)
    return Pressed(scene, cookie.value, visitor.hidden, Barrier(2))


def test_what_is_sent_twice_at_once_is_stored_once_with_one_receipt(scene, database, keys):
    pressed = [ready(scene, number) for number in range(POSTS)]

    with ThreadPoolExecutor(AT_ONCE) as pool:
        posts = [
            pool.submit(one.post, f"10.9.{number // 250}.{number % 250}")
            for number, one in enumerate(pressed)
            for _ in range(2)
        ]
        told = [post.result() for post in posts]

    assert {status for status, _ in told} == {200}
    assert told[::2] == told[1::2]
    receipts = {" ".join(ticket) for _, ticket in told}
    assert len(receipts) == POSTS
    with database.reading() as session:
        stored = set(session.scalars(select(Submission.receipt_hash)))
        waiting = session.scalar(select(func.count()).select_from(Waiting))
        left = session.scalar(select(func.count()).select_from(Conversation))
    assert stored == {hash_typed(keys.young().pepper, receipt) for receipt in receipts}
    assert (waiting, left) == (POSTS, 0)
