"""Every table, one aggregate a file."""

from participation.models.base import Base
from participation.models.boards import (
    Ask,
    Board,
    Digest,
    DigestConsultation,
    DigestReturn,
    Meeting,
    Release,
    Response,
)
from participation.models.consultations import Consultation, SurveyVersion
from participation.models.conversations import Conversation
from participation.models.councils import Council, Theme, ThemeExample
from participation.models.invites import Invite
from participation.models.jobs import Job
from participation.models.safeguarding import Alert, Flag, FlagStep, FlagWord
from participation.models.staff import Account, AuditLine
from participation.models.submissions import (
    Answer,
    Coding,
    OpenTap,
    Origin,
    Quote,
    Reaction,
    Reading,
    Submission,
    Suggestion,
    Waiting,
)

__all__ = [
    "Account",
    "Alert",
    "Answer",
    "Ask",
    "AuditLine",
    "Base",
    "Board",
    "Coding",
    "Consultation",
    "Conversation",
    "Council",
    "Digest",
    "DigestConsultation",
    "DigestReturn",
    "Flag",
    "FlagStep",
    "FlagWord",
    "Invite",
    "Job",
    "Meeting",
    "OpenTap",
    "Origin",
    "Quote",
    "Reaction",
    "Reading",
    "Release",
    "Response",
    "Submission",
    "Suggestion",
    "SurveyVersion",
    "Theme",
    "ThemeExample",
    "Waiting",
]
