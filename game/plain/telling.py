"""A play in sentences: briefing, scene, choices, outcome, feedback."""

from __future__ import annotations

from collections.abc import Iterable

from game.locale import Messages
from game.plain.voice import Voice
from game.plain.words import move, spoken, standing
from game.views.scene import (
    BriefingView,
    ChoiceView,
    DocumentView,
    FeedbackView,
    OutcomeView,
    PersonView,
    RelationView,
    SceneView,
    StakeView,
)
from game.views.words import PrincipleView


class Teller:
    """Says the views of a play on a voice."""

    def __init__(self, voice: Voice, messages: Messages) -> None:
        self.voice = voice
        self._say = messages

    def briefing(self, view: BriefingView) -> None:
        voice, say = self.voice, self._say
        voice.gap()
        voice.say(view.title)
        voice.say(
            say(
                "plain.briefing.what",
                kind=view.kind,
                frame=view.frame,
                level=view.level,
                minutes=view.minutes,
            )
        )
        voice.say_all([view.notice] if view.notice else [])
        voice.gap()
        voice.say(say("plain.briefing.role", role=view.role, does=view.role_does))
        voice.say_all(view.paragraphs)
        self._listed("plain.briefing.cast", map(self.person, view.cast))
        self._listed("plain.briefing.decides", view.who_decides)
        self._listed("plain.briefing.directs", view.who_directs)
        self._listed(
            "plain.briefing.words",
            (say("plain.briefing.word", word=word, meaning=it) for word, it in view.vocabulary),
        )
        self._listed("plain.briefing.trains", view.objectives)

    def _listed(self, key: str, texts: Iterable[str]) -> None:
        held = tuple(texts)
        if held:
            self.voice.gap()
            self.voice.say(self._say(key))
            self.voice.items(held)

    def person(self, person: PersonView) -> str:
        return self._say("plain.person", name=person.name, title=person.title)

    def scene(self, view: SceneView, decides: bool) -> None:
        """The situation; its choices and board are told by who asks."""
        voice, say = self.voice, self._say
        voice.gap()
        heading = [say("plain.scene.decision", number=view.position)] if decides else []
        heading += [view.title] if view.title else []
        if heading:
            voice.say(say("plain.scene.heading_join").join(heading))
        if view.speaker is not None:
            voice.say(say("plain.scene.speaks", who=self.person(view.speaker)))
        voice.say_all(view.paragraphs)
        if view.documents:
            voice.gap()
            titles = say("plain.list_join").join(document.title for document in view.documents)
            voice.say(say("plain.scene.documents", count=len(view.documents), titles=titles))

    def choices(self, choices: tuple[ChoiceView, ...]) -> None:
        voice, say = self.voice, self._say
        voice.gap()
        voice.say(say("plain.scene.what_now"))
        for choice in choices:
            if choice.number is not None:
                voice.say(f"{choice.number}. {choice.text}", "   ")
        for choice in choices:
            if choice.number is None:
                voice.say(self.locked(choice.text, choice.why_not), "   ")

    def locked(self, text: str, why_not: str) -> str:
        key = "plain.scene.locked" if why_not else "plain.scene.locked_simply"
        return self._say(key, text=text, why_not=why_not)

    def outcome(self, view: OutcomeView) -> None:
        voice, say = self.voice, self._say
        voice.gap()
        key = "plain.outcome.timed_out" if view.timed_out else "plain.outcome.decided"
        voice.say(say(key, decided=spoken(view.decided, say)))
        voice.say_all(view.paragraphs)
        for text in view.fell_due:
            voice.gap()
            voice.say(say("plain.outcome.fell_due", text=text))
        moved = [relation for relation in view.relations if relation.change]
        if moved:
            voice.gap()
            for relation in moved:
                voice.say(move(relation, say))
        if view.feedback is not None:
            self.feedback(view.feedback)

    def feedback(self, feedback: FeedbackView) -> None:
        voice, say = self.voice, self._say
        voice.gap()
        if not feedback.scored:
            voice.say(say("plain.feedback.open"))
        for principle in feedback.red_lines:
            voice.say(say("plain.feedback.red_line", title=principle.title))
        if feedback.stakes:
            voice.say(say("plain.feedback.stakes"))
            voice.items(self.stake(stake) for stake in feedback.stakes)
        if feedback.because:
            voice.say(say("plain.feedback.because", because=feedback.because))
        voice.items(spoken(detail, say) for detail in feedback.details)

    def stake(self, stake: StakeView) -> str:
        return self._say(
            "plain.feedback.stake",
            title=stake.principle.title,
            grade=stake.grade.word,
            source=self.source(stake.principle),
        )

    def source(self, principle: PrincipleView) -> str:
        """Where a principle comes from, or what it was transposed from."""
        key = "transposed" if principle.transposed else "source"
        places = self._say("plain.list_join").join(principle.places)
        return self._say(f"plain.feedback.{key}", places=places)

    def relations(self, relations: tuple[RelationView, ...]) -> None:
        for relation in relations:
            self.voice.say(standing(relation, self._say))

    def document(self, document: DocumentView) -> None:
        self.voice.gap()
        self.voice.say(self._say("plain.document.title", title=document.title))
        self.voice.say_all(document.paragraphs)
        self.voice.gap()
        self.voice.say(self._say("plain.document.end"))
