"""A made-up year: what is read, and that one which could not have happened is refused."""

from dataclasses import replace

import pytest

from participation.core.errors import BadFile, NotFound
from surveys.answers import Answer
from surveys.loader import load_survey
from surveys.pack_year import (
    MadeUpAsk,
    MadeUpConsultation,
    MadeUpMeeting,
    MadeUpResponse,
    MadeUpSubmission,
    Year,
    YearPart,
)
from surveys.packs import load_codebook, load_council_pack, load_year
from surveys.tables import Place
from surveys.year_checks import Backdrop, check_year

PLACES = (Place("01-home.toml"), Place("meetings.toml"))
HOME = MadeUpConsultation("home", "Where I live", "where-i-live", ("foster-care",), 10, 5)
SAD = MadeUpSubmission(
    weeks_ago=7,
    answers={"feel": Answer(("sad",)), "hard": Answer(text="the noise")},
    show=("hard",),
    themes={"hard": ("where-i-live",)},
)
DID = MadeUpResponse("did", "Done.", "We did.", "officer", 4, 3, verdicts={"helped": 1})
ASK = MadeUpAsk("quiet", "home", "Make it quiet.", "where-i-live", "home", DID)
MEETING = MadeUpMeeting("m1", "board", 5, "home", "They said.", ("home",), "held", (ASK,))


@pytest.fixture(scope="module")
def backdrop() -> Backdrop:
    pack = load_council_pack("demo")
    surveys = {name: load_survey(name, "demo") for name in pack.surveys}
    return Backdrop(pack, load_codebook(pack.codebook), surveys)


def year(consultation=HOME, submission=SAD, meeting=MEETING) -> Year:
    return Year((YearPart(consultation, (submission,)),), (meeting,))


def asked(**changes) -> MadeUpMeeting:
    return replace(MEETING, asks=(replace(ASK, **changes),))


def answered(**answers: Answer) -> MadeUpSubmission:
    return MadeUpSubmission(weeks_ago=7, answers=answers)


def test_the_demo_year_is_read_whole():
    found = load_year("demo")

    assert sum(len(part.submissions) for part in found.parts) >= 120
    assert len(found.meetings) == 6
    assert {meeting.state for meeting in found.meetings} == {"held", "planned"}


def test_a_council_without_a_year_is_told():
    with pytest.raises(NotFound, match="has no made-up year"):
        load_year("leicester")


def test_a_year_that_could_have_happened_is_taken(backdrop):
    assert check_year(year(), backdrop, PLACES) is None


@pytest.mark.parametrize(
    ("wrong", "place", "fix"),
    [
        (year(replace(HOME, survey="snacks")), "consultation", 'called "snacks"'),
        (year(replace(HOME, groups=("pirates",))), "consultation", 'called "pirates"'),
        (year(replace(HOME, opens_weeks_ago=1)), "consultation", "opens after it closes"),
        (year(submission=replace(SAD, weeks_ago=11)), "submission 1, weeks_ago", "10 to 5 weeks"),
        (year(submission=answered(colour=Answer(("red",)))), "submission 1, answers", '"colour"'),
        (year(submission=answered(feel=Answer(("blue",)))), "submission 1, answers, feel", "blue"),
        (
            year(submission=answered(feel=Answer(("sad", "ok")))),
            "submission 1, answers, feel",
            "pick one",
        ),
        (year(submission=answered(feel=Answer(text="sad"))), "submission 1, answers, feel", "list"),
        (year(submission=answered(hard=Answer(("sad",)))), "submission 1, answers, hard", "quotes"),
        (
            year(submission=replace(answered(hard=Answer(text="x")), unread=True)),
            "submission 1, answers, hard",
            "is not asked after these answers",
        ),
        (year(submission=replace(SAD, themes={})), "submission 1, themes", "or [] for none"),
        (year(submission=replace(SAD, themes={"hard": ("x",)})), "submission 1, themes", '"x"'),
        (year(submission=replace(SAD, show=("feel",))), "submission 1, show", '"feel"'),
        (year(submission=replace(SAD, flag=("change",))), "submission 1, flag", '"change"'),
        (year(meeting=replace(MEETING, board="forum")), "meeting m1", '"forum"'),
        (year(meeting=replace(MEETING, takes=("school",))), "meeting m1, takes", '"school"'),
        (year(meeting=asked(consultation="school")), "meeting m1, ask quiet", '"school"'),
        (year(meeting=asked(theme="noise")), "meeting m1, ask quiet", '"noise"'),
        (year(meeting=asked(promise="quiet")), "meeting m1, ask quiet", '"quiet"'),
        (
            year(meeting=asked(response=replace(DID, verdicts={"helped": 1, "a-bit": 1}))),
            "meeting m1, ask quiet, verdicts",
            "2 verdicts are more than the 1",
        ),
        (
            year(meeting=asked(response=replace(DID, published_weeks_ago=9))),
            "meeting m1, ask quiet",
            "published before it is answered",
        ),
        (Year(year().parts, (MEETING, MEETING)), "the whole file", 'two meetings are called "m1"'),
    ],
)
def test_a_year_that_could_not_have_happened_is_refused(backdrop, wrong, place, fix):
    with pytest.raises(BadFile) as fault:
        check_year(wrong, backdrop, PLACES)

    assert fault.value.place == place
    assert fix in fault.value.fix


def test_only_a_made_up_council_may_have_one(backdrop):
    real = replace(backdrop, pack=replace(backdrop.pack, made_up=False))

    with pytest.raises(BadFile, match="made_up = true"):
        check_year(year(), real, PLACES)
