"""Plays what a made-up year has beside asks and answers: kept back, said together, looked at."""

from datetime import date
from functools import partial

from participation.domain.action_plan import Progress
from participation.domain.together import Agreed, PledgeVerdict
from participation.models import Action, Digest, Milestone, Statement
from participation.services import exemptions, plans, seen, statements
from participation.services.made_up_stage import Stage
from participation.services.wording_checks import (
    Wording,
    ask_for_check,
    check_waiting,
    settle_check,
)
from surveys.pack_year import (
    MadeUpAction,
    MadeUpAsk,
    MadeUpMeeting,
    MadeUpResponse,
    MadeUpStatement,
    Plan,
)

AMBASSADOR, PROPER_OFFICER = "ambassador", "proper-officer"


def keep_back(stage: Stage, digest: Digest, ask: MadeUpAsk) -> None:
    """Have an ask of a draft kept from the public: proposed, and signed by another."""
    if ask.exempt is None:
        return
    args = (stage.session, stage.council)
    told = ask.exempt
    given = exemptions.Proposal(stage.asks[ask.code].id, told.title, told.paragraph, told.reason)
    row = exemptions.propose(*args, stage.officer, digest, given, stage.now)
    exemptions.decide(*args, stage.people[PROPER_OFFICER], row.id, True, "", stage.now)


def stage_statement(stage: Stage, meeting: MadeUpMeeting) -> None:
    """Have what was said together for a meeting entered and signed, and later published."""
    made_up = meeting.together
    if made_up is None:
        return
    kept: list[Statement] = []
    stage.on(stage.day(made_up.weeks_ago), lambda: kept.append(_say(stage, meeting.code, made_up)))
    stage.on(
        stage.day(made_up.published_weeks_ago),
        lambda: statements.publish_statement(*stage.officer_at, kept[0].id, stage.now),
    )


def _say(stage: Stage, meeting: str, made_up: MadeUpStatement) -> Statement:
    verdicts = {code: PledgeVerdict(verdict) for code, verdict in made_up.verdicts.items()}
    agreed = Agreed(made_up.words, made_up.wanted, verdicts, made_up.themes)
    row = statements.enter_statement(
        *stage.officer_at, stage.meetings[meeting].id, agreed, stage.now
    )
    statements.sign_off(*stage.officer_at, row.id, made_up.there, made_up.signed, stage.now)
    return row


def stage_sight(stage: Stage, ask: str, made_up: MadeUpResponse) -> None:
    """Have young people look whether what was said to be done is there."""
    sight = made_up.sight
    if sight is not None:
        args = (stage.session, stage.council, stage.people[AMBASSADOR])
        stage.on(
            stage.day(sight.weeks_ago),
            lambda: seen.mark_seen(*args, stage.given[ask].id, sight.seen, sight.words, stage.now),
        )


def stage_wording(stage: Stage, ask: str, made_up: MadeUpResponse) -> None:
    """Have ambassadors find the plain words of an answer clear before they go out."""
    if made_up.checked_weeks_ago is not None:
        stage.on(stage.day(made_up.checked_weeks_ago), lambda: _check(stage, ask, made_up.plain))


def _check(stage: Stage, ask: str, plain: str) -> None:
    response_id = stage.given[ask].id
    ask_for_check(*stage.officer_at, response_id, plain, stage.now)
    args = (stage.session, stage.council)
    waiting = check_waiting(*args, response_id)
    settle_check(*args, stage.people[AMBASSADOR], waiting, Wording.CLEAR, "", stage.now)


def stage_plan(stage: Stage, plan: Plan) -> None:
    """Have each action put on the plan, its milestones passed, and reported on."""
    for action in plan.actions:
        _stage_action(stage, action)


def _stage_action(stage: Stage, made_up: MadeUpAction) -> None:
    kept: list[Action] = []
    steps: list[Milestone] = []
    due = stage.day(made_up.due_weeks_ago)
    stage.on(stage.day(made_up.weeks_ago), lambda: kept.append(_put(stage, made_up, due, steps)))
    for place, step in enumerate(made_up.milestones):
        if step.passed_weeks_ago is not None:
            stage.on(stage.day(step.passed_weeks_ago), partial(_pass, stage, steps, place))
    if made_up.progress != "not-begun":
        stage.on(
            stage.day(made_up.reported_weeks_ago),
            lambda: plans.report_progress(
                *stage.officer_at, kept[0].id, Progress(made_up.progress), made_up.evidence, due,
                stage.now,
            ),
        )  # fmt: skip


def _put(stage: Stage, made_up: MadeUpAction, due: date, steps: list[Milestone]) -> Action:
    ask = stage.asks[made_up.ask].id
    new = plans.NewAction(made_up.words, "", made_up.owner, made_up.partner, due, ask)
    row = plans.add_action(*stage.officer_at, new, stage.now)
    steps += [
        plans.add_milestone(
            *stage.officer_at, row.id, step.words, stage.day(step.due_weeks_ago), stage.now
        )
        for step in made_up.milestones
    ]
    return row


def _pass(stage: Stage, steps: list[Milestone], place: int) -> None:
    plans.pass_milestone(*stage.officer_at, steps[place].id, stage.now)
