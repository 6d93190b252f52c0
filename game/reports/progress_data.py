"""The progress of a player as data, for other programs: ``duettiste progress --format json``."""

from __future__ import annotations

import json

from engine.principles import Catalogue
from game.progress.measuring import Measure, Share
from game.progress.overview import Progress
from game.store.records import JsonObject

FORMAT = "duettiste-progress"
FORMAT_VERSION = 1


def progress_json(progress: Progress, catalogue: Catalogue, *, player: str) -> bytes:
    """UTF-8 JSON; shares are from 0 to 1, times in UTC, ``player`` "" where it is not said."""
    content: JsonObject = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "made_at": progress.now.isoformat(),
        "player": player,
        "plays": [
            {
                "play": play.id,
                "scenario": play.scenario_id,
                "mode": play.mode,
                "finished_at": play.finished_at.isoformat(),
                "overall": play.overall,
                "again": play.again,
            }
            for play in progress.record.plays
        ],
        "unread_plays": progress.record.unread,
        "axes": {
            id_: _measure(measure, progress) for id_, measure in progress.training.axes.items()
        },
        "principles": {
            id_: {
                "axis": catalogue.principle(id_).family,
                **_measure(measure, progress),
                **_recall(id_, progress),
            }
            for id_, measure in progress.training.principles.items()
        },
        "suggestions": [
            {
                "scenario": suggestion.scenario.id,
                "why": suggestion.why.value,
                "principle": suggestion.principle,
                "due": list(suggestion.due),
            }
            for suggestion in progress.suggestions
        ],
    }
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)
    return f"{text}\n".encode()


def _measure(measure: Measure, progress: Progress) -> JsonObject:
    return {
        "first_sight": _share(measure.whole),
        "practice": _share(measure.practice),
        "assessment": _share(measure.assessment),
        "again": _share(measure.again),
        "last_met": measure.last_met.isoformat(),
        "trend": None
        if measure.trend is None
        else {
            "direction": measure.trend.direction.value,
            "before": _share(measure.trend.before),
            "last": _share(measure.trend.last),
        },
        "points": [
            {"play": progress.record.plays[point.play].id, **_share(point.share)}
            for point in measure.points
        ],
    }


def _recall(principle: str, progress: Progress) -> JsonObject:
    recall = progress.recalls[principle]
    return {
        "due_at": recall.due.isoformat(),
        "due": recall.is_due(progress.now),
        "retrievability": recall.retrievability,
        "reviews": recall.reviews,
    }


def _share(share: Share) -> JsonObject:
    return {"occasions": share.occasions, "quality": share.quality, "enough": share.enough}
