"""Files of plays are read with the care of scenarios: each mistake, its place, all at once."""

from __future__ import annotations

import pytest

from engine.rules import Place, Rank
from game.authoring.plays import Expectation, WrittenDecision, WrittenPlay
from game.authoring.plays_reading import PlaysReading, read_plays, read_plays_bytes
from game.diagnostics_view import hint_of, message_of
from game.locale import LANGUAGES, Messages
from game.playing import scenario_of
from tests.game.plain.small import TEXT

SCENARIO = scenario_of(TEXT)
SOUND = """\
plays:
  franche:
    seed: 12
    decisions:
      - ecrire
      - place: { cap: maire, equipe: dgs }
      - rank: [un, deux, trois]
      - parler
    expect:
      ending: fin
      score: [80, 100]
      meters: { confiance: [40, 80], equilibre: -10 }
      met: [tri]
      not_met: [dernier]
  pire:
    decisions: [dire_oui, worst, worst, taire]
    expect: { score: 20 }
"""


def read(text: str) -> PlaysReading:
    return read_plays(text, SCENARIO)


def test_a_file_is_read_as_it_is_written() -> None:
    reading = read(SOUND)
    assert reading.diagnostics == ()
    board = Place((("cap", "maire"), ("equipe", "dgs")))
    answers = ("ecrire", board, Rank(("un", "deux", "trois")), "parler")
    assert reading.plays == (
        WrittenPlay(
            "franche",
            12,
            tuple(WrittenDecision(answer) for answer in answers),
            Expectation(
                "fin",
                {"confiance": (40, 80), "equilibre": (-10, -10)},
                (80, 100),
                ("tri",),
                ("dernier",),
            ),
        ),
        WrittenPlay(
            "pire",
            0,
            tuple(WrittenDecision(answer) for answer in ("dire_oui", "worst", "worst", "taire")),
            Expectation(score=(20, 20)),
        ),
    )


@pytest.mark.parametrize(
    ("find", "write", "code", "place", "close"),
    [
        ("- ecrire", "- ecrir", "E703", "5:9", "ecrire"),
        ("cap: maire", "capp: maire", "E705", "6:18", "cap"),
        ("cap: maire", "cap: mairie", "E706", "6:23", "maire"),
        ("[un, deux", "[une, deux", "E707", "7:16", "un"),
        ("ending: fin", "ending: fn", "E702", "10:15", "fin"),
        ("ending: fin", "ending: tri", "E702", "10:15", ""),
        ("met: [tri]", "met: [trii]", "E701", "13:13", "tri"),
        ("not_met: [dernier]", "not_met: [tri]", "E708", "14:17", ""),
        ("confiance: [40, 80]", "confianse: [40, 80]", "E201", "12:17", "confiance"),
        ("score: [80, 100]", "score: [100, 80]", "E216", "11:14", ""),
        ("score: [80, 100]", "score: [80, 101]", "E207", "11:19", ""),
        ("seed: 12", "seed: douze", "E711", "3:11", ""),
        ("seed: 12", "sede: 12", "E201", "3:5", "seed"),
        ("place: { cap: maire, equipe: dgs }", "place: cap", "E209", "6:16", ""),
        ("{ score: 20 }", "{}", "E710", "17:13", ""),
        ("pire:", "Pire ligne:", "E220", "15:3", "pire_ligne"),
    ],
)
def test_a_mistake_is_found_at_its_place(
    find: str, write: str, code: str, place: str, close: str
) -> None:
    assert find in SOUND
    found = {one.code: one for one in read(SOUND.replace(find, write, 1)).diagnostics}
    assert code in found
    assert f"{found[code].place.line}:{found[code].place.column}" == place
    assert found[code].params.get("close", "") == close


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file() -> None:
    text = SOUND.replace("- ecrire", "- ecrir").replace("ending: fin", "ending: fn")
    text = text.replace("{ score: 20 }", "{ scor: 20 }")
    assert [one.code for one in read(text).diagnostics] == ["E703", "E702", "E201"]


def test_a_board_says_one_thing() -> None:
    text = SOUND.replace("      - rank: [un, deux, trois]", "      - {}")
    assert [one.code for one in read(text).diagnostics] == ["E704"]


@pytest.mark.parametrize("text", ["plays: {}\n", "", "plays:\n", "- un\n", "plays: [a]\n"])
def test_a_file_without_plays_is_not_sound(text: str) -> None:
    assert not read(text).sound


def test_what_yaml_would_type_stays_a_word() -> None:
    text = SOUND.replace("  pire:", "  no:").replace("taire]", "~]")
    assert [(one.code, one.params["word"]) for one in read(text).diagnostics] == [("E703", "~")]


def test_bytes_that_are_not_text_and_hostile_files_are_only_told() -> None:
    assert [one.code for one in read_plays_bytes(b"\xff\xfe", SCENARIO).diagnostics] == ["E101"]
    assert not read("plays: " + "[" * 5000).sound
    assert not read("plays: &a\n  x: *a\n").sound


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_code_is_said_and_promises_no_repair(language: str) -> None:
    messages = Messages(language)
    text = SOUND.replace("- ecrire", "- ecrir").replace("met: [tri]", "met: [trii]")
    text = text.replace("cap: maire", "capp: mairie").replace("[un, deux", "[une, deux")
    text = text.replace("ending: fin", "ending: fn").replace("seed: 12", "seed: douze")
    text = text.replace("{ score: 20 }", "{}").replace("[dernier]", "[trii]")
    text += "  vide:\n    decisions:\n      - {}\n    expect: { score: 1 : 2 }\n"
    found = read(text).diagnostics
    codes = {one.code for one in found}
    assert codes >= {f"E7{number:02}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 10, 11)}
    for one in found:
        assert message_of(one, messages).strip()
        assert "{" not in hint_of(one, messages)
        assert not one.mendable
