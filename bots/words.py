"""The fixed sentences of the chat, in English; whoever says one puts it into the language."""

from bots.adapter import Kind
from participation.core.speech import marked

HAVE_THAT = marked("We have that already.")
NOT_TEXT = {
    Kind.REPEATED: HAVE_THAT,
    Kind.FORWARDED: marked(
        "That was passed on from another chat. I can only take your own words, typed."
    ),
    Kind.EDITED: marked(
        "You changed a message. I can't see changes. Type it again as a new message."
    ),
    Kind.OTHER: marked(
        "I can only read typed words and taps. Pictures, voices and files stay unread."
    ),
}
GROUP = marked(
    "Thank you for asking me in. I only talk with one person at a time, "
    "so that nobody reads along. I'm leaving now. Message me on my own."
)
OLD_BUTTON = marked("That button is from before, so nothing has changed.")
UNKNOWN_COMMAND = marked("I don't know that one.")
FULL_MESSAGE = marked(
    "That filled a whole message. If yours was longer, the rest is not in this answer."
)
BROKEN = marked(
    "That didn't work. Something broke at our end, not yours. What you said before is kept. "
    "Try again."
)
NOT_A_PHOTO = marked("I can't use that here.")
SEND_PHOTO = marked("Send a photo of it here.")
ONLY_THE_PICTURE = marked("I only keep the picture, not the words under it.")
SEEN_BY = marked(
    "Up to 10 MB. Whoever reads the answers sees the picture and types up what it says. "
    "It is never shown in a paper. Leave out faces and names."
)
SEND_BY_BUTTON = marked("Ready? Tap Send under this message.")
HARD = marked("That sounds hard. Thank you for telling us.")
THANKS = marked("Thank you for putting that into words.")
NO_NEED = marked("That's OK. You don't have to say.")

STOPPED = marked("OK. I have forgotten what you had not sent. Nobody has seen it.")
NOTHING_TO_STOP = marked("There was nothing unsent to forget.")
NOTHING_BEGUN = marked("There is nothing to go back to. You haven't begun.")
NOT_NOW = marked(
    "That's fine. Nothing was kept. Come back when you like, or use the web page: %(address)s"
)
NOT_HEARD = marked("I'm a machine. Nobody reads what is typed here before you have begun.")
NOTHING_OPEN = marked(
    "There are no questions open right now. See what came of earlier ones with /wall. "
    "If you have five words, type /journey."
)
CHOOSE = marked("Tap what you would like to talk about.")
AT_ANY_TIME = marked("You can type %(words)s at any time.")
ONE_LANGUAGE = marked("I only speak English here so far. Write in whichever language you like.")

TYPE_RECEIPT = marked("Type your five words.")
TYPE_TO_TAKE_BACK = marked("To take back what you sent, type your five words.")
TAKEN_AFTERWARDS = marked("I'll take your message away afterwards.")
SURE = marked("This deletes what you have said and not sent. Are you sure?")
NO_SUCH_RECEIPT = marked(
    "We can't find anything under those words. There should be five short words. "
    "Check each one, then type /journey to try again."
)
TAKEN_AWAY = marked("I have taken your five words out of this chat.")
CARRY_ON = marked("You still have answers that you have not sent.")
TELL_ME = marked("Tell me when there is an answer")
TELLING_YOU = marked(
    "OK. You will hear here when there is an answer. We keep that this chat wants to know, and "
    "nothing that leads to what you said. Type stop and we forget it."
)
VERDICT_TAKEN = marked("Thank you. You can change it.")
NO_WALL = marked(
    "Nothing has been to a meeting yet. When it has, it will stand here with the answer."
)

TAKES_AWAY = marked("I'll take each of your messages away once I have it.")
SEND_ALONG = marked(
    "Should they read the answers you sent before, and know they were yours? "
    "Then type your five words."
)
IF_NOT = marked("If not, tap the button.")
NOT_ASKED = marked("I have forgotten what you typed. Nobody has been asked to reach you.")

UNSEEN = (
    marked("Thank you for telling us. You can talk to someone now."),
    marked("Nobody has seen this yet."),
    marked("If you or someone else is in danger, please don't wait for us to read it."),
)
"""The same that the page says beside a worry word that is not sent."""
UNREAD = marked(
    "Nobody will read what you just wrote: I'm a machine. If you or someone else is in danger, "
    "please tell a person. Here is who you can talk to now."
)
STILL_UNREAD = marked(
    "What you wrote made us think of your safety. It is read early, but not at once. "
    "If you need someone now:"
)
