from participation.web.staff.views.administration import JOB_WORDS
from participation.worker.handlers import HANDLERS


def test_the_administrator_reads_every_kind_of_work_in_words() -> None:
    assert set(JOB_WORDS) == set(HANDLERS)
