"""The JSON Schema of a debrief (json_debrief), for whoever reads it with a program.

Draft 2020-12. Every object is closed and every property is always there, null where there is
nothing to say: a reader never has to guess.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from engine.principles import Force
from engine.scenario import Grade, Kind
from engine.session import Mode
from game.playing import TIMER_FACTORS
from game.reports.json_debrief import FORMAT, FORMAT_VERSION

DRAFT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]
_MOMENT = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$"
"""Also where a reader takes ``format`` for a remark."""


def debrief_schema() -> Schema:
    """The schema as plain JSON values."""
    return {
        "$schema": DRAFT,
        "title": "Duettiste: debrief of one play",
        **_object(
            "What was decided in one play, how it answered and what came of it. Texts are those "
            "of the scenario, names filled in; sentences of the program are in `language`.",
            format={"const": FORMAT},
            format_version={"const": FORMAT_VERSION},
            language=_words(("fr", "en"), "Of the sentences made by the program."),
            made_at=_moment("When this file was made."),
            play=_play(),
            reflection=_reflection(),
            ending=_or_null(_ending()),
            overall=_share_or_null("Sum of credits over sum of the best credits then open."),
            axes=_list(_axis(), "The axes met, each the mean of its principles by opportunities."),
            principles=_list(_principle(), "The principles met."),
            red_lines=_list(_red_line(), "Duties plainly broken; no part of the shares."),
            relations=_list(_relation(), "The meters; no part of the shares."),
            decisions=_list(_decision(), "In the order in which they were made."),
            still_to_come=_list(
                _reference("consequence"), "Consequences that the end of the story prevented."
            ),
            hindsight=_hindsight(),
            work_on=_list(_id(), "Principles least well answered, the weakest first."),
            next=_list(_next(), "Scenarios to play next, the best first."),
        ),
        "$defs": {
            "grade": _words([grade.value for grade in Grade], "Worth 1, 2/3, 1/3 and 0."),
            "answer": _answer(),
            "action": _action(),
            "consequence": _object(
                "A delayed consequence.",
                text=_text("What comes."),
                called_at=_position("The decision that called for it."),
            ),
            "line": _list(
                _object("One decision.", scene=_id(), action=_reference("action")),
                "Decisions one after the other.",
            ),
        },
    }


def as_text(schema: Schema) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _play() -> Schema:
    return _object(
        "What was played, by whom and how.",
        id=_text("Of the play, in its store."),
        player=_text_or_null("The name of who played; null where the file names nobody."),
        scenario=_object(
            "The scenario as it was played.",
            id=_id(),
            version={"type": "integer", "minimum": 1},
            text_hash=_text("SHA-256 of the text played."),
            title=_text("Its title."),
            kind=_words([kind.value for kind in Kind], "The kind of situation."),
            frame=_id(),
            role=_id(),
            level=_words((1, 2, 3), "1 discovery, 2 practised, 3 expert."),
        ),
        mode=_words([mode.value for mode in Mode], "Assessment gives no feedback on the way."),
        timers=_words(TIMER_FACTORS, "As they are, lengthened, or taken away."),
        seed={"type": "integer", "minimum": 0},
        begun_at=_moment("When the play was begun."),
        ended_at=_moment("When it came to its end."),
        deciding_seconds=_number("Time spent before decisions, in seconds."),
        taken_back=_count("Decisions that were taken back and made again."),
        branched_from=_or_null(
            _object(
                "Where this play left another one.",
                play=_text("The other play."),
                position=_position("The first decision that is this play's own."),
            )
        ),
    )


def _reflection() -> Schema:
    return _object(
        "What the player wrote; null where nothing was.",
        reaction=_text_or_null("What remains of the story, said before any result."),
        strongest=_text_or_null("The axis thought best held, before seeing the profile."),
        weakest=_text_or_null("The axis thought least well held."),
        commitment=_text_or_null("What will be done otherwise."),
    )


def _ending() -> Schema:
    return _object(
        "Where the story ended.",
        scene=_id(),
        title=_text("Its title."),
        grade=_reference("grade"),
        before=_texts("Scenes told after the last decision, before the ending."),
        text=_texts("What is read there."),
    )


def _judged(about: str, **properties: Schema) -> Schema:
    return _object(
        about,
        **properties,
        quality=_share_or_null("Sum of credits over sum of the best credits then open."),
        opportunities=_count("Decisions where it was at stake."),
        enough={
            "type": "boolean",
            "description": "Whether there were opportunities enough to conclude (three).",
        },
    )


def _axis() -> Schema:
    return _judged("A family of principles.", id=_id(), title=_text("Its title."))


def _principle() -> Schema:
    return _judged(
        "A principle that was at stake.",
        id=_id(),
        axis=_id(),
        title=_text("Its title."),
        statement=_text("What it says, in the words of the catalogue."),
        force=_words([force.value for force in Force], "Only a duty can be a red line."),
        transposed={
            "type": "boolean",
            "description": "Whether the document of this frame does not state it.",
        },
        places=_list(
            _object(
                "Where a document states it.",
                document=_id(),
                cite=_text("The document's short name."),
                where=_text("The place, in words."),
                lines=_text("Its lines, as l.13 or l.24-26."),
            ),
            "Those of this frame's document; where it is transposed, those it comes from.",
        ),
        access=_share_or_null("Opportunities met over those of the path richest in it."),
    )


def _red_line() -> Schema:
    return _object("A duty plainly broken.", position=_position("The decision."), principle=_id())


def _relation() -> Schema:
    pair_of_numbers = _pair({"type": "integer"})
    return _object(
        "A meter over the play.",
        id=_id(),
        label=_text("Its label."),
        range=pair_of_numbers,
        target=_or_null(pair_of_numbers),
        ends=_or_null(_pair({"type": "string"})),
        values=_list({"type": "integer"}, "At the start, then after each decision."),
    )


def _decision() -> Schema:
    relations = {"type": "object", "additionalProperties": {"type": "integer"}}
    return _object(
        "One decision, from what was read to what came of it.",
        position=_position("Among the decisions of the play."),
        scene=_id(),
        title=_text("Of the scene; may be empty."),
        before=_texts("Scenes told since the decision before."),
        text=_texts("What was read."),
        action=_reference("action"),
        seconds=_number("Time taken."),
        timed_out={"type": "boolean", "description": "Whether the timer decided."},
        note=_text("The player's own; may be empty."),
        credit=_share_or_null("Mean over the stakes; null in a scene that is not scored."),
        best_credit=_share_or_null("The best that was open."),
        stakes=_list(_answer(best=True), "How the decision answered each principle at stake."),
        options=_list(_option(), "The choices of the scene; none for a sorting or an ordering."),
        panel=_or_null(_panel()),
        placements=_list(_placement(), "The items of a sorting."),
        ranking=_or_null(
            _object(
                "An ordering.",
                given=_texts("The steps as they were ranked."),
                right=_texts("The order expected."),
            )
        ),
        because=_text("Why the decision is graded so."),
        red_lines=_list(_id(), "Duties that the decision plainly breaks."),
        outcome=_text("What it led to at once."),
        consequences=_list(_reference("consequence"), "Those that fell due here."),
        relations_before=relations,
        relations_after=relations,
    )


def _answer(*, best: bool = False) -> Schema:
    more = {"best_credit": _share("The best that was open.")} if best else {}
    return _object(
        "An answer to one principle at stake.",
        principle=_id(),
        grade=_or_null(_reference("grade")),
        credit=_share("From 0 to 1; a sorting or an ordering has one between two grades."),
        **more,
    )


def _option() -> Schema:
    return _object(
        "A choice of the scene.",
        id=_id(),
        text=_text("What it says."),
        chosen={"type": "boolean"},
        open={"type": "boolean", "description": "Whether it could be chosen then."},
        why_not=_text("Why it was closed; empty where it was open."),
        credit=_share_or_null("Mean over the stakes."),
        stakes=_list(_reference("answer"), "Its answer to each principle at stake."),
        because=_text("Why it is graded so."),
        red_lines=_list(_id(), "Duties that it would plainly break."),
    )


def _panel() -> Schema:
    votes = {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}}
    return _object(
        "What a panel of experts would have done; null where nobody was asked.",
        votes={**votes, "description": "Members for each choice, by id."},
        agreement=_share_or_null("Chance that two members taken at random vote the same."),
        even={"type": "boolean", "description": "Divided evenly: the scene is not scored."},
    )


def _placement() -> Schema:
    return _object(
        "An item of a sorting.",
        text=_text("The item."),
        placed=_text_or_null("The column it was put in; null where it was left out."),
        right=_text("Its column."),
        acceptable=_texts("Columns that can be defended."),
        credit=_share("1 in its column, 2/3 in an acceptable one."),
        principle=_id(),
        because=_text("Why."),
    )


def _action() -> Schema:
    columns = {"type": "object", "additionalProperties": {"type": "string"}}
    return {
        "description": "What was decided, by ids.",
        "oneOf": [
            _object("A choice.", choose=_id()),
            _object("Items and their columns.", place=columns),
            _object("Steps in their order.", rank=_list(_id(), "From the first to the last.")),
        ],
    }


def _hindsight() -> Schema:
    return _object(
        "The play looked at from its end. Amounts are in decisions: 1 is one fully held.",
        exact={"type": "boolean", "description": "Whether every reachable state was counted."},
        error=_number("To how much values are known where they were sampled."),
        states=_count("States looked at."),
        total_loss=_number("What decisions and ending have lost."),
        least_loss=_or_null(_number("The least that could be expected from the start.")),
        turning_points=_list(_position("A decision."), "The decisions that weighed most."),
        decisions=_list(
            _object(
                "What one decision was worth.",
                position=_position("The decision."),
                loss=_number("The credit it missed at once."),
                given_away=_number("That and what it closed afterwards, over the best then."),
                luck={
                    "type": "number",
                    "description": "By how much the draws that followed made things worse.",
                },
                best_line=_reference("line"),
            ),
            "In the order of the play.",
        ),
        best_line=_reference("line"),
    )


def _next() -> Schema:
    return _object(
        "A scenario to play next.",
        scenario=_id(),
        title=_text("Its title."),
        why=_text("Why it is suggested, in a sentence."),
    )


def _object(about: str, **properties: Schema) -> Schema:
    return {
        "description": about,
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }


def _list(items: Schema, about: str) -> Schema:
    return {"type": "array", "description": about, "items": items}


def _pair(items: Schema) -> Schema:
    return {"type": "array", "items": items, "minItems": 2, "maxItems": 2}


def _words(words: Iterable[str | int], about: str) -> Schema:
    return {"description": about, "enum": list(words)}


def _reference(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _id() -> Schema:
    return {"type": "string", "minLength": 1}


def _text(about: str) -> Schema:
    return {"type": "string", "description": about}


def _text_or_null(about: str) -> Schema:
    return {"type": ["string", "null"], "description": about}


def _texts(about: str) -> Schema:
    return _list({"type": "string"}, about)


def _moment(about: str) -> Schema:
    return {"type": "string", "format": "date-time", "pattern": _MOMENT, "description": about}


def _number(about: str) -> Schema:
    return {"type": "number", "minimum": 0, "description": about}


def _count(about: str) -> Schema:
    return {"type": "integer", "minimum": 0, "description": about}


def _position(about: str) -> Schema:
    return {"type": "integer", "minimum": 1, "description": about}


def _share(about: str) -> Schema:
    return {"type": "number", "minimum": 0, "maximum": 1, "description": about}


def _share_or_null(about: str) -> Schema:
    return {**_share(about), "type": ["number", "null"]}
