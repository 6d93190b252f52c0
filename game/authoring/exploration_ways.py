"""A way through a scenario as words of the command line, and those words as decisions.

``scene=choice`` for each decision, separated by commas. At a board the answer is ``best``,
``worst``, ``band-2`` for the best answer that reaches the second band as written, or
``band-2-worst`` for the worst that does. The scene may be left out.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass, field

from engine.chance import seeded_chance
from engine.diagnostics import closest
from engine.proof.moves import MoveKind, moves_of
from engine.proof.ways import Way
from engine.rules import CONTINUE, Action, Choose, Rules, State
from engine.session import Decision
from game.autoplay import AutomaticPlayer, Manner

BAND = "band-"
AT_WORST = "-worst"
_AT_A_BOARD = ("best", "worst")
_SEEDS_TRIED = 1_000
_MOST_IN_A_ROW = 1_000
"""Scenes that only continue, one after the other, beyond which a play never decides again."""


@dataclass(frozen=True, slots=True)
class MadeDecisions:
    """Decisions that can be made from the start with the draws of ``seed``."""

    decisions: tuple[Decision, ...]
    seed: int


class CannotDecideError(ValueError):
    """A decision that cannot be made: the ``number``-th, from 1; ``reason`` names the message."""

    def __init__(self, number: int, word: str, reason: str, **details: str | int) -> None:
        super().__init__(f"decision {number}: {reason}")
        self.number = number
        self.word = word
        self.reason = reason
        self.details = details


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A decision as written; ``scene`` is "" where it was left out."""

    word: str
    scene: str
    answer: str


def way_words(rules: Rules, way: Way) -> str:
    """The decisions of a way as ``decisions_made`` reads them."""
    words = []
    for scene, action in zip(way.scenes, way.decisions, strict=True):
        words.append(f"{scene}={_answer_word(rules, scene, action)}")
    return ",".join(words)


def _answer_word(rules: Rules, scene: str, action: Action) -> str:
    if isinstance(action, Choose):
        return action.choice
    answers = _answers(rules, rules.scene_index[scene])
    return next(word for word, answer in answers.items() if answer == action)


def command_words(file: str, rules: Rules, way: Way) -> str:
    """The command that plays a scenario along ``way``, to paste; "" where no seed leads there.

    The seed is left out where nothing is drawn.
    """
    if way.seed is None:
        return ""
    words = ["duettiste", "play", _quoted(file)]
    if way.decisions:
        words += ["--decisions", f'"{way_words(rules, way)}"']
    if _draws(rules):
        words += ["--seed", str(way.seed)]
    return " ".join(words)


def _quoted(file: str) -> str:
    """A file's name as one word for the shells of Windows as well as for the others."""
    name = f"./{file}" if file.startswith("-") else file
    plain = all(sign.isalnum() or sign in "_-./\\:~+," for sign in name)
    if plain and "\\" not in name:
        return name
    return shlex.quote(name) if any(sign in name for sign in '"$`') else f'"{name}"'


def _draws(rules: Rules) -> bool:
    moves = (move for scene in range(len(rules.scenes)) for move in moves_of(rules, scene))
    return any(branch.chance is not None for move in moves for branch in move.branches)


def decisions_made(rules: Rules, words: str, seed: int | None = None) -> MadeDecisions:
    """The decisions that ``words`` say, made in order from the start. Raises CannotDecideError.

    Without a ``seed`` the first whose draws let them all be made is taken, 0 if there is none.
    """
    wanted = _wanted(words)
    if seed is not None:
        return MadeDecisions(_Maker(rules, seed).make(wanted), seed)
    for tried in range(_SEEDS_TRIED if _draws(rules) else 1):
        try:
            return MadeDecisions(_Maker(rules, tried).make(wanted), tried)
        except CannotDecideError:
            continue
    return MadeDecisions(_Maker(rules, 0).make(wanted), 0)


def _wanted(words: str) -> list[_Wanted]:
    wanted = []
    for number, word in enumerate(words.split(","), start=1):
        scene, equals, answer = word.strip().partition("=")
        if not equals:
            scene, answer = "", scene
        if not answer.strip() or (equals and not scene.strip()):
            raise CannotDecideError(number, word.strip(), "not_understood")
        wanted.append(_Wanted(word.strip(), scene.strip(), answer.strip()))
    return wanted


@dataclass(slots=True)
class _Maker:
    """Makes decisions by the one step of the rules, with the draws of ``seed``."""

    rules: Rules
    seed: int
    _made: list[Decision] = field(default_factory=list)

    def make(self, wanted: Sequence[_Wanted]) -> tuple[Decision, ...]:
        chance = seeded_chance(self.seed)
        state = self.rules.start()
        for one in wanted:
            for _ in range(_MOST_IN_A_ROW):
                if self.rules.ended(state) or self.rules.decides(state):
                    break
                state = self.rules.step(state, CONTINUE, chance).state
            action = self._action(state, one)
            self._made.append(Decision(self.rules.scene(state).id, action))
            state = self.rules.step(state, action, chance).state
        return tuple(self._made)

    def _refusal(self, wanted: _Wanted, reason: str, **details: str | int) -> CannotDecideError:
        return CannotDecideError(len(self._made) + 1, wanted.word, reason, **details)

    def _action(self, state: State, wanted: _Wanted) -> Action:
        scene = self.rules.scene(state)
        if scene.ending is not None:
            raise self._refusal(wanted, "ended", here=scene.id)
        if not self.rules.decides(state):
            raise self._refusal(wanted, "nothing_to_decide", here=scene.id)
        if wanted.scene not in ("", scene.id):
            raise self._refusal(wanted, "elsewhere", here=scene.id, scene=wanted.scene)
        if not scene.choices:
            return self._answer(state, wanted)
        open_now = [option.choice for option in self.rules.options(state)]
        if wanted.answer in open_now:
            return Choose(wanted.answer)
        details = {"here": scene.id, "open": ", ".join(open_now)}
        if wanted.answer in scene.choices:
            raise self._refusal(wanted, "closed", **details)
        near = closest(wanted.answer, open_now)
        reason = "no_choice_near" if near else "no_choice"
        raise self._refusal(wanted, reason, near=near, **details)

    def _answer(self, state: State, wanted: _Wanted) -> Action:
        if wanted.answer in _AT_A_BOARD:
            player = AutomaticPlayer(Manner(wanted.answer), self.seed)
            return player.decide(self.rules, state, len(self._made))
        answers = _answers(self.rules, state.scene)
        if wanted.answer not in answers:
            bands = [word for word in answers if not word.endswith(AT_WORST)]
            known = ", ".join((*_AT_A_BOARD, *bands))
            raise self._refusal(wanted, "board", here=self.rules.scene(state).id, known=known)
        return answers[wanted.answer]


def _answers(rules: Rules, scene: int) -> dict[str, Action]:
    """Answers to a board by their word: for each band that can be reached the best, and the worst.

    The worst has no word of its own where every answer of the band is worth the same.
    """
    bands = [one for one in moves_of(rules, scene) if one.kind is MoveKind.BAND]
    best = {f"{BAND}{one.number + 1}": one.action for one in bands}
    worst = {f"{BAND}{one.number + 1}{AT_WORST}": one.worst for one in bands}
    return best | {word: answer for word, answer in worst.items() if answer not in best.values()}
