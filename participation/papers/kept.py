"""What the database holds, table by table: what it is, who sees it, when it goes.

Every table stands here in words; a test holds this list to the schema.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from participation.domain.retention import RULES, Kind
from surveys.pack_council import Retention


@dataclass(frozen=True)
class Kept:
    """One kind of thing that is kept, in which tables.

    What goes by a rule names the rule, as {ANSWERS}: its words come from the one table by
    which it is deleted.
    """

    what: str
    tables: frozenset[str]
    holds: str
    seen_by: str
    goes: str


def _kept(what: str, tables: str, holds: str, seen_by: str, goes: str) -> Kept:
    return Kept(what, frozenset(tables.split()), holds, seen_by, goes)


ABOUT_YOUNG_PEOPLE = (
    _kept(
        "Unfinished conversations",
        "conversation kept_drawing",
        "What somebody has said so far, with pictures of what they drew or wrote, sealed under a "
        "secret that only their browser or chat holds, and the day it goes",
        "Nobody but the young person",
        "{UNFINISHED}",
    ),
    _kept(
        "Chats",
        "chat",
        "The language that was chosen in a chat, and a request to be reached while it is being "
        "written there, sealed under a secret made from the chat's name; not that name",
        "Nobody but the young person",
        "When it is sent or stopped, else with what is unfinished",
    ),
    _kept(
        "What waits in a chat",
        "chat_update chat_message chat_seen chat_choices",
        "What arrived and what is to be sent, sealed, under a keyed hash of the chat's name; that "
        "an update was seen, as a keyed hash; the numbered choices last sent where there are no "
        "buttons, sealed",
        "Nobody but the young person, and whoever carries the messages",
        "When it is answered, and when it is sent or after a day; a hash after eight days; "
        "choices with the next ones, or after two weeks",
    ),
    _kept(
        "Who asked to be told of an answer",
        "subscription",
        "A chat and a consultation: the chat and its language sealed, and a keyed hash of both. No "
        "key leads from it to an answer",
        "Nobody; the bot opens it to send everyone the same message",
        "At once when they say stop, or when the chat is gone; else after the last message, or "
        "with the answers of its consultation",
    ),
    _kept(
        "Answers that wait to be read",
        "waiting",
        "Which answer waits, and the hour by which it should be read: the one time finer than a "
        "week that is kept of an answer",
        "Readers",
        "When the answer is read",
    ),
    _kept(
        "Answers",
        "submission answer",
        "What was picked; the words as they were sent, sealed to the readers' key; the words as "
        "an officer cleared them; the week; a keyed hash of the receipt, and whether it offers the "
        "council's ways to complain. No name, account, address, device or place",
        "The words as sent: readers only. The cleared words: officers, and whoever reads a paper "
        "that quotes them, where the young person agreed. What was picked: nobody by itself, "
        "only as figures that passed the gate",
        "Words as sent: {ORIGINALS}. The rest: {ANSWERS}",
    ),
    _kept(
        "Pictures of what was drawn or written on paper",
        "drawing",
        "The points of the picture, sealed to the readers' key, and whether they are typed up. "
        "Nothing else that the file held: not where or when it was taken, nor with what",
        "Readers only, who type up what it says; the safeguarding leads if it is flagged",
        "With the words as they were sent; with the answer if that goes first",
    ),
    _kept(
        "Themes of answers",
        "suggestion coding cross_reading cross_coding glance tone_heard no_idea",
        "Which themes the machine proposed and which a person gave, and who gave them; how unsure "
        "the machine was of an unread answer; which tone an officer heard; that an answer holds "
        "no new idea",
        "Officers; ambassadors, which they gave themselves",
        "With the answer; what the machine made of an unread one, the night after it was read",
    ),
    _kept(
        "Words quoted in a paper",
        "quote",
        "Which cleared words stand in which paper, and which were taken out of its draft",
        "Whoever reads the paper",
        "With the answer, or with the paper's draft",
    ),
    _kept(
        "Verdicts",
        "reaction open_tap",
        "Whether an answer of the board helped: one for each receipt, and a bare count of taps "
        "without one",
        "Nobody by itself, only as figures that passed the gate",
        "With the submission; counts of taps with the board's answer",
    ),
    _kept(
        "Topics for a meeting",
        "topic backing open_backing",
        "What a meeting is asked to talk about, in words that an officer cleared, and what became "
        "of it; that a receipt or an invite wants it too, known by a keyed hash that nobody can "
        "lead back; and a bare count of taps without one",
        "Everyone sees the words and what became of them; how many want it, nobody by itself, only "
        "as figures that passed the gate",
        "With the answer that asked for it; a backing also when it is taken back",
    ),
    _kept(
        "Challenge cards",
        "card card_return digest_card",
        "A question of one young person to people of the board, in words that an officer cleared; "
        "what each of them returned, how the card ended, and which papers it stands in",
        "Everyone sees the words, what was told of each answer and who gave none; what was "
        "returned and is not told yet, officers and members",
        "With the answer that asked for it, but not before the card is finished",
    ),
    _kept(
        "The safeguarding record",
        "flag flag_step flag_word alert",
        "A copy, sealed, of words that suggest a child is at risk, and of a picture that came with "
        "them; the steps that staff took, "
        "with person, hour and reason; messages between the lead and whoever wrote",
        "Safeguarding leads and deputies; the young person sees the lead's message with their "
        "receipt",
        "{SAFEGUARDING}",
    ),
    _kept(
        "Requests to be contacted",
        "contact_request contact_opening",
        "What somebody chose to say of who they are and how to reach them, sealed to the "
        "safeguarding key; who opened it, when and why. No key leads from it to an answer",
        "Safeguarding leads, each opening recorded and reviewed",
        "{CONTACTS}",
    ),
    _kept(
        "Invites and thank-you codes",
        "invite cashed_code",
        "Keyed hashes of one-time codes, the group and route they were made for, and whether each "
        "is spent; of thank-you codes, those that were handed in. The service does not know who "
        "holds which",
        "Nobody; return is told in bands only",
        "{CODES}",
    ),
)

OTHER = (
    _kept(
        "Chat",
        "chat_switch chat_pulse telling",
        "Which council turned a channel on; in which hour it last answered and sent something; of "
        "which consultation everybody who asked is told on which day",
        "Administrators",
        "With the council; a day on which something is told when it was told",
    ),
    _kept(
        "People who sign in",
        "account passkey",
        "Name, work e-mail, role, sealed password and second step; of a passkey its name, its "
        "public half and the day it was used last",
        "Administrators",
        "{ACCOUNTS}. A passkey: also when it is removed",
    ),
    _kept(
        "What ambassadors do not read",
        "stepped_aside",
        "The groups that an ambassador lives in or belongs to, so that they are shown no answer "
        "from there. No key leads from it to an answer",
        "Nobody but themselves",
        "When they change it; with the account",
    ),
    _kept(
        "Who answers challenge cards, and who chairs each board",
        "board_chair card_taker",
        "Which member or officer answers for somebody that cards ask; which member chairs a board. "
        "No key leads from either to an answer",
        "Officers, members and ambassadors",
        "When somebody else is named; with the account",
    ),
    _kept(
        "Where papers and mail go",
        "calendar_feed body_address",
        "A hash of the address at which somebody's calendar follows the plan; the e-mail address "
        "of an office that hears of late promises, or of asks it can help with",
        "Officers see the e-mail addresses",
        "When it is ended or changed; a calendar's also with the account",
    ),
    _kept(
        "The audit log",
        "audit_line",
        "Which member of staff did what, for which consultation, in which hour; never an answer",
        "Administrators",
        "{AUDIT}",
    ),
    _kept(
        "Keys of the safeguarding leads",
        "safeguarding_key key_holder key_share",
        "The public half of the safeguarding key; its private half sealed to each lead, and what "
        "opens that under the lead's own passphrase",
        "Nobody; each lead unlocks their own",
        "The lead's own at once when they leave, and a new key takes the place of the old one; "
        "the old one when no request is sealed to it any more",
    ),
    _kept(
        "Work that waits",
        "job",
        "What the worker has yet to do, naming a consultation or a member of staff, never an "
        "answer",
        "The worker; what failed, administrators",
        "{WORK}",
    ),
    _kept(
        "Papers, asks and answers of boards",
        "board meeting digest digest_consultation digest_return digest_implication "
        "digest_clearance exemption meeting_totals release ask response promise_told "
        "rung_told election_pause ask_route paper_passed statement statement_verdict "
        "statement_theme seen_mark action milestone "
        "wording_check",
        "Meetings, the papers taken to them and who cleared them, figures as they were released, "
        "asks, what the board answered, what ambassadors said of its wording, of which promise "
        "somebody was reminded and which bodies were told, who received a paper, the pauses "
        "before elections, what young people's body said together and how many signed it, and "
        "whether young people saw what was done, and the action plan",
        "Officers, members; what is published, everyone",
        "Kept as the council's record",
    ),
    _kept(
        "What is said of an ask beside the board's answer",
        "partner_link member_view",
        "Which partner was asked by a link, of which only a hash is kept, and the draft that they "
        "wrote; what a member thinks for themselves",
        "Officers, members; what is published, everyone",
        "Kept as the council's record",
    ),
    _kept(
        "What is asked, and the council's words",
        "council survey_draft survey_version consultation message_to_all language theme "
        "theme_example allowed_word",
        "Surveys, written and being written, their dates and groups, a lead's words to everybody "
        "who was asked, languages and who stands for each, the codebook, words that are never "
        "masked, and the council's own settings",
        "Staff; what is asked, everyone",
        "Kept as the council's record",
    ),
    _kept(
        "Changes of the codebook",
        "codebook_change theme_proposal",
        "Who changed which theme in which hour, and how it stood before; which answers a merge "
        "moved, sealed, so that it can be undone; themes and names that somebody proposes",
        "Officers; what is proposed, ambassadors too",
        "Kept as the council's record; which answers were moved, after 14 days; what is proposed, "
        "when an officer has settled it",
    ),
)

ALL = (*ABOUT_YOUNG_PEOPLE, *OTHER)


def kept_here(tables: frozenset[str], retention: Retention, among: tuple[Kept, ...]) -> list[Kept]:
    """Return the kinds of which these tables hold any, with the council's own times."""
    words = {kind.name: rule_words(kind, retention) for kind in Kind}
    return [replace(kept, goes=_said(kept.goes, words)) for kept in among if kept.tables & tables]


def rule_words(kind: Kind, retention: Retention) -> str:
    """Return when this kind goes, with the council's own days."""
    rule = RULES[kind]
    return rule.words(getattr(retention, rule.setting))


def _said(goes: str, words: Mapping[str, str]) -> str:
    said = goes.format(**words)
    return said[:1].upper() + said[1:]


def undescribed(tables: frozenset[str]) -> frozenset[str]:
    """Return the tables that stand nowhere in the list."""
    return tables.difference(*(kind.tables for kind in ALL))
