"""What a player can ask for beside deciding: hear again, look back, open, note, leave."""

from __future__ import annotations

from engine.session import Phase
from game.plain.commands import Command, understood
from game.plain.conversation import Conversation, whole_number
from game.plain.principles import PrincipleTeller
from game.plain.telling import Teller
from game.playing import LivePlay
from game.store.records import NOTE_LIMIT
from game.views.journal import JournalEntryView, journal_view
from game.views.scene import SceneView


class Leave(Exception):  # noqa: N818 - a wish, not a fault
    """The player stops here; everything confirmed is kept."""


class GoBack(Exception):  # noqa: N818 - a wish, not a fault
    """The player takes back the decision at ``position`` (from 0) and all after it."""

    def __init__(self, position: int) -> None:
        super().__init__(position)
        self.position = position


class Asides:
    """Answers the commands of one play. ``note`` waits for the decision it belongs to."""

    def __init__(self, play: LivePlay, conversation: Conversation, teller: Teller) -> None:
        self.note = ""
        self._play = play
        self._conversation = conversation
        self._voice = conversation.voice
        self._say = conversation.messages
        self._teller = teller

    def hear(self, answer: str) -> Command | None:
        """Do what ``answer`` asks if it is a command, and say which it was.

        ``Command.REPEAT`` is left to the caller. Raises Leave, GoBack, EndOfInput.
        """
        heard = understood(answer)
        if heard is None:
            return None
        command, rest = heard
        self._conversation.accept()
        match command:
            case Command.HELP:
                self._help()
            case Command.DOCUMENTS:
                self._documents(rest)
            case Command.WHO:
                self._voice.items(map(self._teller.person, self._scene().cast))
            case Command.JOURNAL:
                self._journal(rest)
            case Command.PRINCIPLES:
                self._principles(rest)
            case Command.RELATIONS:
                self._teller.relations(self._scene().relations)
            case Command.NOTE:
                self._note(rest)
            case Command.BACK:
                self._back(rest)
            case Command.LEAVE:
                raise Leave
            case Command.REPEAT:
                pass
        return command

    def _scene(self) -> SceneView:
        return self._play.scene(self._say)

    def _help(self) -> None:
        keys = ["repeat", "documents", "who", "relations", "journal", "note"]
        keys += ["principles", "back"] if self._play.practice else []
        self._voice.gap()
        self._conversation.say("plain.help.intro")
        self._voice.items(self._say(f"plain.help.{key}") for key in [*keys, "leave"])

    def _documents(self, wanted: str) -> None:
        documents = self._scene().documents
        if not documents:
            self._conversation.say("plain.document.none")
            return
        number = 1 if len(documents) == 1 else whole_number(wanted)
        if number is None or not 1 <= number <= len(documents):
            for index, document in enumerate(documents, start=1):
                self._voice.say(f"{index}. {document.title}", "   ")
            self._conversation.say("plain.document.which", count=len(documents))
            return
        self._teller.document(documents[number - 1])

    def _journal(self, wanted: str) -> None:
        entries = journal_view(self._play.session, self._play.wording(self._say))
        decided = {entry.position: entry for entry in entries if entry.position is not None}
        if not decided:
            self._conversation.say("plain.journal.empty")
        number = whole_number(wanted)
        if number in decided:
            self._entry(decided[number])
        elif number is not None and decided:
            self._conversation.say("plain.journal.which", count=len(decided))
        elif wanted:
            for entry in entries:
                self._entry(entry)
        else:
            for entry in decided.values():
                self._voice.say(
                    self._say("plain.journal.line", number=entry.position, decided=entry.decided),
                    "   ",
                )
            self._conversation.say("plain.journal.more")

    def _entry(self, entry: JournalEntryView) -> None:
        self._voice.gap()
        if entry.position is not None:
            self._conversation.say("plain.scene.decision", number=entry.position)
        if entry.title:
            self._voice.say(entry.title)
        self._voice.say_all(entry.paragraphs)
        if entry.decided:
            self._voice.gap()
            self._conversation.say("plain.outcome.decided", decided=entry.decided)
        self._voice.say_all((*entry.outcome, *entry.fell_due))
        if entry.note:
            self._conversation.say("plain.note.yours", note=entry.note)

    def _principles(self, wanted: str) -> None:
        if not self._play.practice:
            self._conversation.say("plain.principles.not_now")
            return
        teller = PrincipleTeller(self._voice, self._play.wording(self._say))
        if not wanted:
            teller.tell_axes()
            self._conversation.say("plain.principles.search")
            return
        found = teller.find(wanted)
        teller.tell(found)
        if not found:
            self._conversation.say("plain.principles.none", words=wanted)

    def _note(self, text: str) -> None:
        text = text or self._conversation.ask("plain.ask.note")
        if len(text) > NOTE_LIMIT:
            self._conversation.say("plain.note.too_long", limit=NOTE_LIMIT, count=len(text))
            return
        if self._play.phase == Phase.DECIDING:
            self.note = text
            self._conversation.say("plain.note.kept" if text else "plain.note.emptied")
        else:
            self._note_last(text)

    def _note_last(self, text: str) -> None:
        from game.store.errors import StoreError

        position = len(self._play.session.steps) - 1
        if position < 0:
            self._conversation.say("plain.note.nothing_yet")
            return
        try:
            self._play.set_note(position, text)
        except StoreError as fault:
            self._conversation.say(fault.key, **fault.params)
        else:
            self._conversation.say("plain.note.kept" if text else "plain.note.emptied")

    def _back(self, wanted: str) -> None:
        made = len(self._play.session.steps)
        if not self._play.practice:
            self._conversation.say("plain.back.assessment")
        elif made == 0:
            self._conversation.say("plain.back.nothing")
        else:
            number = whole_number(wanted) if wanted else made
            if number is None or not 1 <= number <= made:
                self._conversation.say("plain.back.which", count=made)
                return
            raise GoBack(number - 1)
