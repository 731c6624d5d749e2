"""Papers: read as a page, taken away as PDF and Word, and the chair's one page."""

from datetime import timedelta
from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader

from participation.domain.policy import Role
from participation.domain.responses import Reply, ResponseKind
from participation.models import Account, Council, Response
from participation.services import responses

ASK = "Fix the wifi in every room."


@pytest.fixture
def paper(house):
    """A sent digest with one ask."""
    house.say("the wifi never works in my room", many=12)
    house.read_all()
    return house.digest(ASK, sent=True)


def answered(house, paper, kind, due_in=None, publish=True) -> Response:
    reply = Reply(
        kind,
        "Said in the board's words.",
        None if due_in is None else house.today + timedelta(days=due_in),
        shown_by="Two homes have it.",
        challenge="Ask an advocate.",
    )
    with house.database.writing() as session:
        council = session.get_one(Council, house.council.id)
        by = session.get_one(Account, house.people[Role.OFFICER].id)
        now = house.clock.now()
        ask_id = house.ask_id(paper)
        given = responses.record_response(session, council, by, ask_id, reply, now)
        if publish:
            plain = "Said in plain words."
            responses.publish_response(session, council, by, given.id, plain, now)
        return given


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MEMBER, Role.AMBASSADOR])
def test_whoever_reads_papers_reads_it(house, paper, role):
    page = house.visitor(role).page(f"/digests/{paper.id}")

    assert ASK in page
    assert "Wi-Fi, phones and devices" in page
    assert "the wifi never works in my room" in page


def test_a_member_is_led_to_the_asks_and_an_ambassador_is_not(house, member, paper):
    ambassador = house.visitor(Role.AMBASSADOR)

    assert "Answer the asks" in member.page(f"/digests/{paper.id}")
    assert "Answer the asks" not in ambassador.page(f"/digests/{paper.id}")


def test_the_pdf_holds_the_ask_under_a_neutral_name(member, paper):
    answer = member.get(f"/digests/{paper.id}/paper.pdf")

    text = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.data)).pages)
    assert "Fix the wifi" in " ".join(text.split())
    assert answer.headers["Content-Disposition"] == 'attachment; filename="paper-2026-04-01.pdf"'
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_word_file_holds_the_ask_under_a_neutral_name(member, paper):
    answer = member.get(f"/digests/{paper.id}/paper.docx")

    words = "\n".join(line.text for line in Document(BytesIO(answer.data)).paragraphs)
    assert ASK in words
    assert answer.headers["Content-Disposition"] == 'attachment; filename="paper-2026-04-01.docx"'


def test_the_one_page_sets_an_unanswered_ask_first(house, member, paper):
    house.clock.set_day(paper.meeting.meets_on + timedelta(days=3))

    page = member.page("/one-page")

    assert "3 days since the meeting" in page
    section = page.partition(">Without an answer</h2>")[2].partition("</section>")[0]
    assert ASK in section


@pytest.mark.parametrize(
    ("kind", "due_in", "later", "heading"),
    [
        (ResponseKind.WILL, 10, 0, "Promised"),
        (ResponseKind.WILL, 10, 12, "Late"),
        (ResponseKind.DID, None, 40, "Done"),
        (ResponseKind.CANNOT, None, 40, "Cannot"),
    ],
)
def test_the_one_page_sorts_answers_by_where_they_stand(
    house, member, paper, kind, due_in, later, heading
):
    answered(house, paper, kind, due_in)
    house.clock.set_day(house.today + timedelta(days=later))

    page = member.page("/one-page")

    section = page.partition(f">{heading}</h2>")[2].partition("</section>")[0]
    assert ASK in section
    assert "Said in plain words." in section


def test_the_one_page_counts_the_days_of_a_broken_promise(house, member, paper):
    answered(house, paper, ResponseKind.WILL, due_in=10)
    house.clock.set_day(house.today + timedelta(days=11))

    assert "1 day late" in member.page("/one-page")


def test_an_answer_that_is_not_published_is_not_told(house, member, paper):
    answered(house, paper, ResponseKind.DID, publish=False)

    assert "board's words" not in member.page("/one-page")


def test_the_one_page_is_taken_away_on_one_side_with_what_is_most_wanted(house, member, paper):
    house.clock.set_day(paper.meeting.meets_on + timedelta(days=3))

    page = member.page("/one-page")
    answer = member.get("/one-page/one-page.pdf")

    (side,) = PdfReader(BytesIO(answer.data)).pages
    text = " ".join(side.extract_text().split())
    assert page.index("most want answered") < page.index(ASK) < page.index("About 10 young people")
    assert f"{ASK} About 10 young people spoke of it. It has waited 3 days" in text
