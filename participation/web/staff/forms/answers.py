"""The forms with which a board answers and an officer publishes."""

from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea, GovTextInput
from wtforms import HiddenField, IntegerField, RadioField, SelectChoice, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length
from wtforms.widgets import HiddenInput

from participation.domain.responses import DATED, Reply, ResponseKind
from participation.models import Response
from participation.services.approval import LONGEST_MINUTE
from participation.services.closing import LONGEST_CLOSING
from participation.services.member_views import LONGEST_VIEW
from participation.services.plain_words_check import PlainCheck
from participation.services.responses import reply_in
from participation.web.staff.forms.digests import TOO_LONG
from participation.web.staff.forms.ground import NOT_LISTED, DayField, StaffForm

KINDS = {
    ResponseKind.DID: ("Did", "It is done, and something shows it."),
    ResponseKind.WILL: ("Will", "It will be done by a date."),
    ResponseKind.LOOKING: ("Looking", "It is being looked into until a date."),
    ResponseKind.ASKED: ("Asked", "Somebody else decides, by a date."),
    ResponseKind.CANNOT: ("Cannot", "It cannot be done, and this is why."),
}
DUE_LABELS = {
    ResponseKind.WILL: "By when will it be done?",
    ResponseKind.LOOKING: "Until when is it looked into?",
    ResponseKind.ASKED: "By when do they decide?",
}


LONGEST_LINE = 500
SHORT = Length(max=LONGEST_LINE, message=f"Use at most {LONGEST_LINE} characters.")


class AnswerForm(StaffForm):
    """One of the five answers, with what its kind must hold."""

    kind = RadioField(
        "What is the answer?",
        [InputRequired("Choose one of the five answers.")],
        choices=[SelectChoice(kind.value, word) for kind, (word, _) in KINDS.items()],
        invalid_choice_message=NOT_LISTED,
        widget=GovRadioInput(),
    )
    shown_by = StringField(
        "What shows that it was done?",
        [SHORT],
        description="For example, “In the budget since April” or “Two homes have it now”.",
        widget=GovTextInput(),
    )
    due_will = DayField(DUE_LABELS[ResponseKind.WILL], description="For example, 30 6 2026")
    due_looking = DayField(DUE_LABELS[ResponseKind.LOOKING], description="For example, 30 6 2026")
    decider = StringField("Who decides?", [SHORT], widget=GovTextInput())
    due_asked = DayField(DUE_LABELS[ResponseKind.ASKED], description="For example, 30 6 2026")
    challenge = StringField(
        "How can a young person challenge this?",
        [SHORT],
        description="Name who helps: an advocate, a reviewing officer, the complaints team.",
        widget=GovTextInput(),
    )
    words = TextAreaField(
        "Your answer, in a sentence or two",
        [DataRequired("Write the answer in a sentence or two."), TOO_LONG],
        description="The officer puts it in plain words before young people read it.",
        widget=GovTextArea(),
    )
    seen = IntegerField(widget=HiddenInput())
    partner = HiddenField()

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 (the library's own)
        """Return whether all is there; a day that belongs to another kind does not matter."""
        for kind in DATED:
            if kind != self.kind.data:
                self[f"due_{kind}"].process_errors = []
        return bool(super().validate(extra_validators))

    def reply(self) -> Reply:
        """Return the answer as it was given, with only what belongs to its kind."""
        kind = ResponseKind(self.kind.data)
        return Reply(
            kind,
            self.words.data,
            self[f"due_{kind}"].data if kind in DATED else None,
            (self.shown_by.data or "") if kind is ResponseKind.DID else "",
            (self.decider.data or "") if kind is ResponseKind.ASKED else "",
            (self.challenge.data or "") if kind is ResponseKind.CANNOT else "",
        )

    def box_of(self, field: str) -> str:
        """Return the form's own name for a part of the answer: each kind has a day of its own."""
        return f"due_{self.kind.data}" if field == "due" else field or "words"

    @classmethod
    def of(cls, response: Response | None) -> "AnswerForm":
        """Return the form, filled in with an answer that is not published yet."""
        seen = 0 if response is None else response.number
        if response is None or response.published_on is not None:
            return cls(seen=seen)
        return cls.filled(reply_in(response), seen)

    @classmethod
    def filled(cls, reply: Reply, seen: int, partner: str = "") -> "AnswerForm":
        """Return the form, filled in with a reply; `partner` is the link that it came by."""
        return cls(
            kind=reply.kind,
            words=reply.words,
            shown_by=reply.shown_by,
            decider=reply.decider,
            challenge=reply.challenge,
            seen=seen,
            partner=partner,
            **{f"due_{kind}": reply.due for kind in DATED},
        )


class PublishForm(StaffForm):
    """The answer as young people read it."""

    plain = TextAreaField(
        "The answer in plain words",
        [
            DataRequired("Write the answer in plain words, as a young person would read it."),
            TOO_LONG,
        ],
        widget=GovTextArea(),
    )
    minute = StringField(
        "Where is it minuted?",
        [Length(max=LONGEST_MINUTE, message=f"Use at most {LONGEST_MINUTE} characters.")],
        description="For example, Minute 7 of 12 March 2026.",
        widget=GovTextInput(),
    )
    shown = HiddenField()

    def has_seen(self, check: PlainCheck) -> bool:
        """Return whether the check of these very words was on the page already."""
        return str(self.shown.data or "") == check.mark


def _said(label: str, needed: str, longest: int, description: str) -> TextAreaField:
    return TextAreaField(
        label,
        [
            DataRequired(needed),
            Length(max=longest, message=f"Use at most {longest:,} characters."),
        ],
        description=description,
        widget=GovTextArea(),
    )


class ClosingForm(StaffForm):
    """The chair's last word on an answer that came back twice."""

    why = _said(
        "What do you say, as the chair?",
        "Write what the chair says. Young people read it.",
        LONGEST_CLOSING,
        "Say plainly why it ends here, and what somebody can do who does not agree.",
    )


class ViewForm(StaffForm):
    """What a member thinks for themselves."""

    words = _said(
        "What do you think yourself?",
        "Write what you think in a sentence or two.",
        LONGEST_VIEW,
        "It stands beside the ask as one person’s own view. It is not the answer, and promises "
        "nothing.",
    )


class PlainForm(StaffForm):
    """A member's own view as young people read it."""

    plain = _said(
        "The view in plain words",
        "Write it in plain words, as a young person would read it.",
        LONGEST_VIEW,
        "",
    )
