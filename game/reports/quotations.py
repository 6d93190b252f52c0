"""Paragraphs of one voice that follow each other, gathered: one quotation, not many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from game.reports.document import Block, Manner, Paragraph

_VOICES = (Manner.STORY, Manner.NOTE)


@dataclass(frozen=True, slots=True)
class Quotation:
    """What is said in one breath by somebody else than the report."""

    paragraphs: tuple[Paragraph, ...]
    manner: Manner


Gathered: TypeAlias = "Block | Quotation"


def gathered(blocks: Iterable[Block]) -> list[Gathered]:
    """The blocks in their order, every paragraph told in another voice within a quotation."""
    found: list[Gathered] = []
    for voice, together in groupby(blocks, key=_voice):
        if voice is None:
            found.extend(together)
        else:
            told = tuple(block for block in together if isinstance(block, Paragraph))
            found.append(Quotation(told, voice))
    return found


def _voice(block: Block) -> Manner | None:
    if isinstance(block, Paragraph) and block.manner in _VOICES:
        return block.manner
    return None
