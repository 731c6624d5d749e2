"""Everyone sees the rows of their own council only; another council's are not there."""

import pytest
from sqlalchemy import select

from participation.core.clock import hour_of
from participation.domain.policy import Role
from participation.domain.responses import Reply, ResponseKind
from participation.models import (
    Account,
    Answer,
    Card,
    CardReturn,
    Council,
    Flag,
    Job,
    MessageToAll,
    Quote,
    Reading,
    Submission,
    Topic,
)
from participation.services import (
    codebook_editing,
    consultations,
    contacts,
    digests,
    flags,
    responses,
    theme_proposals,
    workshop,
)
from tests import factories
from tests.web.staff.conftest import House, person
from tests.web.staff.partnered import beside
from tests.web.staff.together import in_sight

THEIRS = "we want a bus stop at the top of the hill"


@pytest.fixture
def theirs(house):
    """A second council with a row of everything, by its keys."""
    with house.database.writing() as session:
        council = factories.a_council(session, "othershire")
        people = {role: person(session, council, role) for role in Role}
        other = House(house.app, house.database, house.keys, house.clock, council, people)
    other.say(THEIRS, many=12)
    other.read_all(("travel-and-distance",))
    digest = other.digest(THEIRS, sent=True)
    ask = other.ask_id(digest)
    other.say(THEIRS, many=3)
    flagged = other.waiting_id()
    with house.database.writing() as session:
        row = session.get_one(Council, council.id)
        by = session.get_one(Account, people[Role.OFFICER].id)
        flags.flag(session, row, by, house.keys.reading(), flagged, house.clock.now())
        flag = session.scalars(select(Flag.id)).one()
        quote = session.scalars(select(Quote.answer_id)).first()
    return {
        "answer_id": other.waiting_id(),
        "flag_id": flag,
        "meeting_id": digest.meeting_id,
        "digest_id": digest.id,
        "ask_id": ask,
        "response_id": _answered(house, council, people, ask),
        **beside(other, ask, THEIRS),
        "name": "home",
        **_asked(house, council, people),
        **_written(house, council, people),
        **_themed(house, council, people),
        "topic_id": _listed(house, council, digest.meeting_id),
        **_dealt(house, council, digest.meeting_id),
        **in_sight(other, digest, THEIRS),
        "consultation_id": other.say(THEIRS).id,
        "quote_id": quote,
        "mark": "0123456789abcdef",  # Groups of answers stand in a file of each council's own.
        "account_id": people[Role.OFFICER].id,
        "council": council,
    }


def _written(house, council, people):
    """Return the keys of a message to all and of a survey in the other council."""
    with house.database.writing() as session:
        row = session.get_one(Council, council.id)
        by = session.get_one(Account, people[Role.OFFICER].id)
        home = consultations.consultation_named(session, row, "home")
        told = MessageToAll(
            council_id=council.id, consultation_id=home.id, words=THEIRS, last_day=house.today
        )
        session.add(told)
        source = factories.a_survey()
        draft = workshop.start_draft(session, row, by, THEIRS, source, house.clock.now())
        session.flush()
        return {"message_id": told.id, "draft": draft.name, "question": "feel", "kind": "one"}


def _themed(house, council, people):
    """Return the keys of a theme, its version and a proposal in the other council."""
    with house.database.writing() as session:
        row = session.get_one(Council, council.id)
        by = session.get_one(Account, people[Role.OFFICER].id)
        wording = codebook_editing.Wording(THEIRS, THEIRS, THEIRS)
        code = codebook_editing.add_theme(session, row, by, wording, house.clock.now())
        theme_proposals.propose(session, row, by, "Another name", THEIRS, code)
        (waiting,) = theme_proposals.proposed(session, row)
    return {"code": code, "number": 2, "key": waiting.key}


def _answered(house, council, people, ask):
    """Return the key of an answer to the ask in the other council."""
    with house.database.writing() as session:
        row = session.get_one(Council, council.id)
        by = session.get_one(Account, people[Role.OFFICER].id)
        reply = Reply(ResponseKind.DID, THEIRS, shown_by=THEIRS)
        return responses.record_response(session, row, by, ask, reply, house.clock.now()).id


def _listed(house, council, meeting_id):
    """Return the key of a topic on a meeting's list in the other council."""
    with house.database.writing() as session:
        theirs = Submission.council_id == council.id
        answer = select(Answer.id).join(Submission).where(theirs)
        home = session.scalars(select(Submission.consultation_id).where(theirs)).first()
        topic = Topic(
            council_id=council.id,
            answer_id=session.scalars(answer).first(),
            consultation_id=home,
            meeting_id=meeting_id,
            words=THEIRS,
        )
        session.add(topic)
        session.flush()
        return topic.id


def _dealt(house, council, meeting_id):
    """Return the keys of a challenge card, and of who it asks, in the other council."""
    with house.database.writing() as session:
        answer = select(Answer).join(Submission).where(Submission.council_id == council.id)
        asks = session.scalars(answer).first()
        home = session.get_one(Submission, asks.submission_id).consultation_id
        own = {"council_id": council.id, "words": THEIRS}
        card = Card(answer_id=asks.id, consultation_id=home, meeting_id=meeting_id, **own)
        session.add(card)
        session.flush()
        given = CardReturn(card_id=card.id, addressee="chair", **own)
        session.add(given)
        session.flush()
        return {"card_id": card.id, "return_id": given.id}


def _asked(house, council, people):
    """Return the keys of a contact request and of its opening in the other council."""
    lead, passphrase = people[Role.SAFEGUARDING], "a passphrase of theirs"
    with house.database.writing() as session:
        row = session.get_one(Council, council.id)
        by = session.get_one(Account, lead.id)
        contacts.make_key(session, row, {lead.id: passphrase})
        asked, now = contacts.Asked(THEIRS, THEIRS), house.clock.now()
        contacts.ask(session, house.keys.young(), row, asked, b"n" * 16, now)
        (line,) = contacts.requests_of(session, row, by, now)
        args = (session, row, by, house.keys.reading(), line.id, passphrase, THEIRS)
        contacts.open_request(*args, now)
        (line,) = contacts.requests_of(session, row, by, now)
    return {"request_id": line.id, "opening_id": line.openings[0].id}


# The sign-in library's own addresses, and languages, hold no key of a row.
NO_KEYS = {"static", "security", "languages"}


def addresses(app, theirs):
    """Yield every address with a key in it, made with the other council's keys."""
    for rule in app.url_map.iter_rules():
        part = rule.endpoint.partition(".")[0]
        # A partner's link is nobody's key: it opens one ask, whichever council's it is.
        if not rule.arguments or part in NO_KEYS or "secret" in rule.arguments:
            continue
        values = {name: theirs[name] for name in rule.arguments if name != "answer_id"}
        if part == "workshop":
            values["name"] = theirs["draft"]
        if "answer_id" in rule.arguments:
            of_quote = "quotes" in rule.rule
            values["answer_id"] = theirs["quote_id" if of_quote else "answer_id"]
        address = app.url_map.bind("localhost").build(rule.endpoint, values)
        for method in rule.methods - {"HEAD", "OPTIONS"}:
            yield rule, method, address


def snapshot(session, council):
    submissions = select(Submission.id).where(Submission.council_id == council.id)
    return (
        session.scalars(select(Answer.reading).where(Answer.submission_id.in_(submissions))).all(),
        [ask.words for ask in session.scalars(select(digests.Ask))],
        [(row.plain, row.published_on) for row in session.scalars(select(responses.Response))],
        session.scalars(select(Flag.state)).all(),
        len(session.scalars(select(Quote.id)).all()),
    )


TYPED = {
    "words": "Something else entirely",
    "decision": "Something else entirely",
    "framing": "Something else entirely",
    "statement": "Something else entirely",
    "plain": "Something else entirely",
    "kind": "did",
    "shown_by": "Something",
    "reason": "Something else entirely",
    "consultations": "home",
}


def test_no_key_of_another_council_opens_or_changes_anything(house, theirs):
    council = theirs["council"]
    with house.database.reading() as session:
        before = snapshot(session, council)
    visitors = {role: house.visitor(role) for role in Role}
    typed = {**TYPED, "meeting": str(house.meeting().id)}
    wrong = []
    for rule, method, address in addresses(house.app, theirs):
        permission = house.app.view_functions[rule.endpoint].permission
        role = next(role for role in Role if role in _holders(permission))
        visitor = visitors[role]
        answer = visitor.get(address) if method == "GET" else visitor.post(address, **typed)
        if answer.status_code != 404 or THEIRS in answer.text:
            wrong.append((method, address, answer.status_code))
    with house.database.reading() as session:
        after = snapshot(session, council)

    assert wrong == []
    assert sorted(map(str, after)) == sorted(map(str, before))


def test_no_list_shows_a_row_of_another_council(house, theirs):
    with house.database.writing() as session:
        session.add(_failed_job(theirs["council"], house))
    shown = []
    for role in Role:
        visitor = house.visitor(role)
        for path in (
            "/", "/queue", "/flags", "/consultations", "/meetings", "/asks", "/one-page",
            "/accounts", "/themes", "/contacts", "/cards", "/together", "/seen", "/plan",
            "/measures", "/bodies", "/overdue",
        ):  # fmt: skip
            text = visitor.get(path).text
            if THEIRS in text or "othershire" in text.lower() or 'data-label="Tries"' in text:
                shown.append((role.value, path))

    assert shown == []


def _holders(permission):
    from participation.domain.policy import PERMISSIONS

    return PERMISSIONS[permission]


def _failed_job(council, house) -> Job:
    return Job(
        council_id=council.id,
        kind="tidy",
        subject="x",
        unique_key="x",
        run_after=hour_of(house.clock.now()),
        tries=12,
        gave_up=True,
    )


def test_the_same_keys_open_for_the_council_they_belong_to(house, theirs):
    with house.database.reading() as session:
        officer = session.scalar(
            select(Account).where(
                Account.council_id == theirs["council"].id, Account.role == Role.OFFICER
            )
        )
        unread = session.scalar(select(Answer.reading).where(Answer.id == theirs["answer_id"]))
    visitor = house.visitor(account=officer)

    pages = [
        visitor.get(f"/queue/{theirs['answer_id']}"),
        visitor.get(f"/digests/{theirs['digest_id']}"),
        visitor.get(f"/asks/{theirs['ask_id']}"),
        visitor.get("/consultations/home"),
    ]

    assert unread == Reading.UNREAD
    assert [page.status_code for page in pages] == [200] * 4
