"""The signs that say a judgement beside its word, for those who see no colour."""

from __future__ import annotations

from game.reports.document import Weight

NOTICE_SIGNS = {Weight.RED_LINE: "▲", Weight.CAUTION: "◆", Weight.REMARK: "◇"}
