"""Who may do what: the one table of permissions. What is not written here is not allowed."""

from enum import StrEnum

from participation.core.errors import NotAllowed


class Role(StrEnum):
    """The roles of people who sign in; a young person never does."""

    OFFICER = "officer"
    AMBASSADOR = "ambassador"
    MEMBER = "board-member"
    SAFEGUARDING = "safeguarding-lead"
    DEPUTY = "safeguarding-deputy"
    ADMINISTRATOR = "administrator"
    INTERPRETER = "interpreter"
    PROPER_OFFICER = "proper-officer"


ROLE_WORDS = {
    Role.OFFICER: "Participation officer",
    Role.AMBASSADOR: "Care ambassador",
    Role.MEMBER: "Board member",
    Role.SAFEGUARDING: "Safeguarding lead",
    Role.DEPUTY: "Deputy safeguarding lead",
    Role.ADMINISTRATOR: "Administrator",
    Role.INTERPRETER: "Interpreter",
    Role.PROPER_OFFICER: "Proper officer",
}


class Permission(StrEnum):
    """One thing that a signed-in person may do."""

    SEE_START = "see-start"
    READ_ANSWERS = "read-answers"
    ALLOW_WORDS = "allow-words"
    DECIDE_FLAGS = "decide-flags"
    OPEN_CONTACTS = "open-contacts"
    SEE_CONSULTATIONS = "see-consultations"
    OPEN_CONSULTATION = "open-consultation"
    ENTER_ANSWERS = "enter-answers"
    PUT_CARD = "put-card"
    WRITE_SURVEY = "write-survey"
    PUBLISH_SURVEY = "publish-survey"
    SEE_THEMES = "see-themes"
    CHANGE_THEMES = "change-themes"
    PROPOSE_THEMES = "propose-themes"
    READ_AGAIN = "read-again"
    CHECK_WORDING = "check-wording"
    SEE_MEETINGS = "see-meetings"
    BUILD_DIGEST = "build-digest"
    READ_DIGEST = "read-digest"
    READ_EXEMPT = "read-exempt"
    DECIDE_EXEMPT = "decide-exempt"
    ANSWER_ASK = "answer-ask"
    SIGN_RESPONSE = "sign-response"
    ASK_PARTNER = "ask-partner"
    PUBLISH_RESPONSE = "publish-response"
    CHANGE_LADDER = "change-ladder"
    CHANGE_PLAN = "change-plan"
    SAY_TOGETHER = "say-together"
    SEE_ACCOUNTS = "see-accounts"
    CHANGE_ACCOUNTS = "change-accounts"
    CHANGE_OWN_SIGN_IN = "change-own-sign-in"
    CHANGE_LANGUAGES = "change-languages"
    CHANGE_LOOK = "change-look"
    CHANGE_CHAT = "change-chat"
    INTERPRET = "interpret"


_OFFICER = frozenset({Role.OFFICER})
_SAFEGUARDING = frozenset({Role.SAFEGUARDING, Role.DEPUTY})
_READERS_OF_ALL = frozenset({Role.OFFICER, Role.MEMBER, Role.PROPER_OFFICER})
_READERS_OF_PAPERS = _READERS_OF_ALL | {Role.AMBASSADOR}

PERMISSIONS: dict[Permission, frozenset[Role]] = {
    Permission.SEE_START: frozenset(Role),
    Permission.READ_ANSWERS: _OFFICER,
    Permission.ALLOW_WORDS: _OFFICER,
    Permission.DECIDE_FLAGS: _SAFEGUARDING,
    Permission.OPEN_CONTACTS: _SAFEGUARDING,
    Permission.SEE_CONSULTATIONS: _OFFICER,
    Permission.OPEN_CONSULTATION: _OFFICER,
    Permission.ENTER_ANSWERS: _OFFICER,
    Permission.PUT_CARD: frozenset({Role.OFFICER, Role.AMBASSADOR}),
    Permission.WRITE_SURVEY: frozenset({Role.OFFICER, Role.AMBASSADOR}),
    Permission.PUBLISH_SURVEY: _OFFICER,
    Permission.SEE_THEMES: frozenset({Role.OFFICER, Role.AMBASSADOR}),
    Permission.CHANGE_THEMES: _OFFICER,
    Permission.PROPOSE_THEMES: frozenset({Role.AMBASSADOR}),
    Permission.READ_AGAIN: frozenset({Role.OFFICER, Role.AMBASSADOR}),
    Permission.CHECK_WORDING: frozenset({Role.AMBASSADOR}),
    Permission.SEE_MEETINGS: _READERS_OF_PAPERS,
    Permission.BUILD_DIGEST: _OFFICER,
    Permission.READ_DIGEST: _READERS_OF_PAPERS,
    Permission.READ_EXEMPT: _READERS_OF_ALL,
    Permission.DECIDE_EXEMPT: frozenset({Role.PROPER_OFFICER}),
    Permission.ANSWER_ASK: frozenset({Role.OFFICER, Role.MEMBER}),
    Permission.SIGN_RESPONSE: frozenset({Role.OFFICER, Role.MEMBER}),
    Permission.ASK_PARTNER: _OFFICER,
    Permission.PUBLISH_RESPONSE: _OFFICER,
    Permission.CHANGE_LADDER: _OFFICER,
    Permission.CHANGE_PLAN: _OFFICER,
    Permission.SAY_TOGETHER: frozenset({Role.OFFICER, Role.AMBASSADOR}),
    Permission.SEE_ACCOUNTS: frozenset({Role.ADMINISTRATOR}),
    Permission.CHANGE_ACCOUNTS: frozenset({Role.ADMINISTRATOR}),
    Permission.CHANGE_OWN_SIGN_IN: frozenset(Role),
    Permission.CHANGE_LANGUAGES: frozenset({Role.OFFICER, Role.ADMINISTRATOR}),
    Permission.CHANGE_LOOK: frozenset({Role.OFFICER, Role.ADMINISTRATOR}),
    Permission.CHANGE_CHAT: frozenset({Role.ADMINISTRATOR}),
    Permission.INTERPRET: frozenset({Role.OFFICER, Role.INTERPRETER}),
}


class Opening(StrEnum):
    """One thing that somebody may do without signing in: an exception to the table."""

    ANSWER_BY_LINK = "answer-by-link"
    FOLLOW_PLAN = "follow-plan"


LINK_DAYS = 7
"""For how many days a partner's link opens its one ask; it is spent by the answer."""


def may(role: Role, permission: Permission) -> bool:
    """Return whether the role holds the permission."""
    return role in PERMISSIONS.get(permission, frozenset())


def require(role: Role, permission: Permission) -> None:
    """Raise NotAllowed unless the role holds the permission."""
    if not may(role, permission):
        raise NotAllowed(
            f"Your role, {ROLE_WORDS[role].lower()}, does not include this page. "
            "Ask your administrator if it should."
        )
