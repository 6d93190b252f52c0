"""Sorting and ordering in lines: one question at a time, all of it open to change until the end."""

from __future__ import annotations

from collections.abc import Callable

from engine.rules import Place, Rank
from game.plain.conversation import Conversation, whole_number
from game.views.scene import ItemView, OrderView, SortView
from game.views.search import folded

Ask = Callable[..., str]
"""Asks a question by its key and gives the answer, once it is not a command."""


class SortingBoard:
    """``placed`` is what stands so far, by item, for a timer that runs out."""

    def __init__(self, view: SortView, conversation: Conversation, ask: Ask) -> None:
        self.placed: dict[str, str] = {}
        self._view = view
        self._conversation = conversation
        self._say = conversation.messages
        self._ask = ask

    @property
    def action(self) -> Place:
        return Place(tuple(self.placed.items()))

    def tell(self) -> None:
        view, voice = self._view, self._conversation.voice
        voice.gap()
        self._conversation.say(
            "plain.sort.intro",
            count=len(view.items),
            columns=self._columns(),
        )

    def fill(self) -> Place:
        """Ask for every item, then once for the whole."""
        for index in range(len(self._view.items)):
            self._place(index)
        while True:
            self._recapitulate()
            answer = self._ask("plain.ask.confirm_sort")
            number = whole_number(answer)
            if _confirms(answer, self._say("plain.sort.yes")):
                self._conversation.accept()
                return self.action
            if number is not None and 1 <= number <= len(self._view.items):
                self._place(number - 1)
            else:
                self._conversation.refuse("plain.sort.confirm_how", count=len(self._view.items))

    def _columns(self) -> str:
        return self._say("plain.list_join").join(
            f"{number} {column.text}" for number, column in enumerate(self._view.columns, start=1)
        )

    def _place(self, index: int) -> None:
        view, conversation = self._view, self._conversation
        item = view.items[index]
        conversation.voice.gap()
        conversation.say("plain.sort.item", number=index + 1, count=len(view.items), text=item.text)
        while True:
            answer = self._ask("plain.ask.column", columns=self._columns())
            column = _picked(answer, view.columns)
            if column is not None:
                conversation.accept()
                self.placed[item.id] = column.id
                return
            conversation.refuse("plain.answer.number", count=len(view.columns))

    def _recapitulate(self) -> None:
        voice = self._conversation.voice
        voice.gap()
        self._conversation.say("plain.sort.recap")
        numbered = list(enumerate(self._view.items, start=1))
        for column in self._view.columns:
            held = [
                self._say("plain.sort.numbered", number=number, text=item.text)
                for number, item in numbered
                if self.placed.get(item.id) == column.id
            ]
            items = self._say("plain.sort.item_join").join(held) or self._say("plain.sort.nothing")
            voice.say(self._say("plain.sort.column", column=column.text, items=items), "   ")


class OrderingBoard:
    """``ranked`` is what stands so far, in its order."""

    def __init__(self, view: OrderView, conversation: Conversation, ask: Ask) -> None:
        self.ranked: list[ItemView] = []
        self._view = view
        self._conversation = conversation
        self._say = conversation.messages
        self._ask = ask

    @property
    def action(self) -> Rank:
        return Rank(tuple(step.id for step in self.ranked))

    def tell(self) -> None:
        voice = self._conversation.voice
        voice.gap()
        self._conversation.say("plain.order.intro", count=len(self._view.steps))
        for number, step in enumerate(self._view.steps, start=1):
            voice.say(f"{number}. {step.text}", "   ")

    def fill(self) -> Rank:
        """Ask for each rank, then once for the whole."""
        while True:
            while len(self.ranked) < len(self._view.steps):
                self._next()
            self._recapitulate()
            answer = self._ask("plain.ask.confirm_order")
            if _confirms(answer, self._say("plain.sort.yes")):
                self._conversation.accept()
                return self.action
            if _confirms(answer, self._say("plain.order.again")) and answer:
                self._conversation.accept()
                self.ranked.clear()
                continue
            if not self._take(answer, afresh=True):
                self._conversation.refuse("plain.order.confirm_how")

    def _next(self) -> None:
        remaining = len(self._view.steps) - len(self.ranked)
        if remaining == 1:
            self.ranked.extend(step for step in self._view.steps if step not in self.ranked)
            return
        answer = self._ask("plain.ask.rank", rank=len(self.ranked) + 1)
        if not self._take(answer, afresh=False):
            self._conversation.refuse("plain.order.number", count=len(self._view.steps))

    def _take(self, answer: str, *, afresh: bool) -> bool:
        """Rank the steps whose numbers ``answer`` gives; whether they could be ranked."""
        numbers = [whole_number(word) for word in answer.replace(",", " ").split()]
        begun = [] if afresh else list(self.ranked)
        wanted = [
            self._view.steps[number - 1]
            for number in numbers
            if number is not None and 1 <= number <= len(self._view.steps)
        ]
        fresh = len({step.id for step in (*begun, *wanted)}) == len(begun) + len(wanted)
        whole = len(wanted) == len(self._view.steps) or not afresh
        if not numbers or len(wanted) != len(numbers) or not fresh or not whole:
            return False
        self._conversation.accept()
        self.ranked = [*begun, *wanted]
        return True

    def _recapitulate(self) -> None:
        voice = self._conversation.voice
        voice.gap()
        self._conversation.say("plain.order.recap")
        for rank, step in enumerate(self.ranked, start=1):
            voice.say(self._say("plain.order.ranked", rank=rank, text=step.text), "   ")


def _picked(answer: str, columns: tuple[ItemView, ...]) -> ItemView | None:
    number = whole_number(answer)
    if number is not None and 1 <= number <= len(columns):
        return columns[number - 1]
    return next((it for it in columns if folded(it.text) == folded(answer)), None)


def _confirms(answer: str, words: str) -> bool:
    """Enter alone, or one of ``words``."""
    return not answer or folded(answer) in folded(words).split()
