"""Every table, one aggregate a file."""

from participation.models.ambassadors import SteppedAside, WordingCheck
from participation.models.base import Base
from participation.models.boards import (
    Ask,
    Board,
    BoardChair,
    Digest,
    DigestClearance,
    DigestConsultation,
    DigestImplication,
    DigestReturn,
    Meeting,
    MeetingState,
    PromiseTold,
    Release,
    Response,
)
from participation.models.cards import Card, CardEnd, CardReturn, CardTaker, DigestCard
from participation.models.chat_queue import (
    ChatChoices,
    ChatMessage,
    ChatPulse,
    ChatSeen,
    ChatSwitch,
    ChatUpdate,
    Telling,
)
from participation.models.chats import Chat
from participation.models.codebooks import CodebookChange, ThemeProposal
from participation.models.consultations import Consultation, Stage, SurveyVersion
from participation.models.conversations import Conversation, KeptDrawing
from participation.models.councils import AllowedWord, Council, Theme, ThemeExample
from participation.models.exemptions import Exemption, ItemKind
from participation.models.feeds import CalendarFeed
from participation.models.invites import CashedCode, Invite
from participation.models.jobs import Job
from participation.models.ladder import BodyAddress, ElectionPause, RungTold
from participation.models.languages import Language
from participation.models.messages import MessageToAll
from participation.models.partners import MemberView, PartnerLink
from participation.models.plans import Action, Milestone
from participation.models.routing import AskRoute, PaperPassed
from participation.models.safeguarding import Alert, Flag, FlagStep, FlagWord
from participation.models.staff import Account, AuditLine, Passkey
from participation.models.statements import (
    SeenMark,
    Statement,
    StatementTheme,
    StatementVerdict,
)
from participation.models.submissions import (
    Answer,
    Coding,
    Drawing,
    OpenTap,
    Origin,
    Quote,
    Reaction,
    Reading,
    Submission,
    Suggestion,
    Waiting,
)
from participation.models.theming import (
    CrossCoding,
    CrossReading,
    Glance,
    NoIdea,
    ToneHeard,
)
from participation.models.topics import Backing, OpenBacking, Outcome, Topic
from participation.models.totals import MeetingTotals
from participation.models.workshop import SurveyDraft

__all__ = [
    "Account",
    "Action",
    "Alert",
    "AllowedWord",
    "Answer",
    "Ask",
    "AskRoute",
    "AuditLine",
    "Backing",
    "Base",
    "Board",
    "BoardChair",
    "BodyAddress",
    "CalendarFeed",
    "Card",
    "CardEnd",
    "CardReturn",
    "CardTaker",
    "CashedCode",
    "Chat",
    "ChatChoices",
    "ChatMessage",
    "ChatPulse",
    "ChatSeen",
    "ChatSwitch",
    "ChatUpdate",
    "CodebookChange",
    "Coding",
    "Consultation",
    "Conversation",
    "Council",
    "CrossCoding",
    "CrossReading",
    "Digest",
    "DigestCard",
    "DigestClearance",
    "DigestConsultation",
    "DigestImplication",
    "DigestReturn",
    "Drawing",
    "ElectionPause",
    "Exemption",
    "Flag",
    "FlagStep",
    "FlagWord",
    "Glance",
    "Invite",
    "ItemKind",
    "Job",
    "KeptDrawing",
    "Language",
    "Meeting",
    "MeetingState",
    "MeetingTotals",
    "MemberView",
    "MessageToAll",
    "Milestone",
    "NoIdea",
    "OpenBacking",
    "OpenTap",
    "Origin",
    "Outcome",
    "PaperPassed",
    "PartnerLink",
    "Passkey",
    "PromiseTold",
    "Quote",
    "Reaction",
    "Reading",
    "Release",
    "Response",
    "RungTold",
    "SeenMark",
    "Stage",
    "Statement",
    "StatementTheme",
    "StatementVerdict",
    "SteppedAside",
    "Submission",
    "Suggestion",
    "SurveyDraft",
    "SurveyVersion",
    "Telling",
    "Theme",
    "ThemeExample",
    "ThemeProposal",
    "ToneHeard",
    "Topic",
    "Waiting",
    "WordingCheck",
]
