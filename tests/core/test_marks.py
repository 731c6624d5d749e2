from datetime import date

import pytest

from participation.core.marks import Mark, Marks

DAY = date(2026, 3, 11)


def test_the_last_time_is_found_again(tmp_path):
    marks = Marks(tmp_path / "folder")

    marks.set("backup", Mark(date(2026, 3, 10), 4))
    marks.set("backup", Mark(DAY, 7))
    marks.set("mix", Mark(DAY))

    assert marks.last("backup") == Mark(DAY, 7)
    assert marks.last("mix") == Mark(DAY, 0)


@pytest.mark.parametrize("words", [None, "", "yesterday 3", "2026-03-11"])
def test_what_was_never_done_or_cannot_be_understood_is_none(tmp_path, words):
    if words is not None:
        (tmp_path / "last-backup").write_text(words)

    assert Marks(tmp_path).last("backup") is None
