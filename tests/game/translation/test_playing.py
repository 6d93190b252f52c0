"""Stories told in another language: the bundled ones are whole, and their scores are the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.diagnostics import Severity
from engine.reading import read_scenario
from engine.rules import Rules
from engine.session import Phase
from engine.texts import texts_of
from engine.writing import write_scenario
from game.autoplay import AutomaticPlayer, Manner
from game.content import content_folder, load_catalogue, load_frames, scenario_files
from game.library import entry_in_library, read_entry, read_library
from game.locale import Messages
from game.playing import LivePlay, language_of, scenario_of
from game.store import open_memory_store
from game.translation.advice import new_diagnostics
from game.translation.checking import findings_in
from game.translation.playing import translation_of
from game.translation.sources import read_source
from game.translation.texts import FOLDER, translation_file
from game.views.scene import briefing_view

TRANSLATED = [path for path in scenario_files() if translation_file(path, "en").is_file()]
CONTENT = sorted(
    path.parent.parent.parent / path.name
    for folder in (content_folder(), content_folder() / "frames")
    for path in (folder / FOLDER / "en").glob("*.yaml")
    if (folder / path.name).name not in [one.name for one in scenario_files()]
)


def test_two_scenarios_at_least_are_translated() -> None:
    assert len(TRANSLATED) >= 2


@pytest.mark.parametrize("path", [*TRANSLATED, *CONTENT], ids=lambda path: path.stem)
def test_a_bundled_translation_lacks_nothing(path: Path) -> None:
    translation = translation_of(path, "en")
    source = read_source(path)

    assert translation is not None
    assert (translation.of, translation.language) == (source.of, "en")
    assert findings_in(translation, source.texts) == ()


@pytest.mark.parametrize("path", TRANSLATED, ids=lambda path: path.stem)
def test_a_translation_gives_no_answer_away_and_can_be_read_again(path: Path) -> None:
    translation = translation_of(path, "en")
    assert translation is not None
    assert new_diagnostics(read_entry(path).scenario, translation) == ()
    entry = read_entry(path, "en")
    reading = read_scenario(entry.text, catalogue=load_catalogue(), frames=load_frames())
    assert [one for one in reading.diagnostics if one.severity is Severity.ERROR] == []
    assert reading.scenario == entry.scenario
    assert entry.scenario.language == "en"


@pytest.mark.parametrize("path", TRANSLATED, ids=lambda path: path.stem)
def test_no_french_is_left_in_a_translation(path: Path) -> None:
    for name, text in texts_of(read_entry(path, "en").scenario).items():
        assert not set("«»\u00a0\u202f") & set(text), name
        assert " ;" not in text, name
        assert " ?" not in text, name


def test_the_same_decisions_have_the_same_score_in_both_languages() -> None:
    results = {}
    with open_memory_store() as store:
        player = store.add_player("Anne")
        for language in ("fr", "en"):
            entry = read_entry(TRANSLATED[0], language)
            play = LivePlay.begin(store, player.id, entry.text, entry.scenario, seed=3)
            automatic = AutomaticPlayer(Manner.RANDOM, 3)
            while play.phase != Phase.DEBRIEF:
                if play.phase != Phase.DECIDING:
                    play.go_on()
                    continue
                position = len(play.session.steps)
                play.decide(automatic.decide(play.rules, play.session.state, position))
            results[language] = (play.session.journal, play.debrief().overall)
            assert language_of(store, play.header) == language
            assert scenario_of(store.text(play.header.text_hash)) == entry.scenario

    assert results["fr"] == results["en"]


def test_a_story_is_told_in_its_own_language_where_it_is_not_translated(tmp_path: Path) -> None:
    path = tmp_path / TRANSLATED[0].name
    path.write_bytes(TRANSLATED[0].read_bytes())

    entry = read_entry(path, "en")

    assert entry.scenario.language == "fr"
    messages = Messages("en")
    with open_memory_store() as store:
        play = LivePlay.begin(store, store.add_player("A").id, entry.text, entry.scenario, seed=1)
        frame = load_frames("en")[entry.scenario.frame]
        briefing = briefing_view(entry.scenario, frame, play.wording(messages))
    assert briefing.paragraphs[0] == messages("translation.story.fr")


def test_a_translation_with_a_hole_is_not_played(tmp_path: Path) -> None:
    path = tmp_path / TRANSLATED[0].name
    path.write_bytes(TRANSLATED[0].read_bytes())
    file = translation_file(path, "en")
    file.parent.mkdir(parents=True)
    whole = translation_file(TRANSLATED[0], "en").read_text("utf-8")
    title = read_entry(TRANSLATED[0], "en").scenario.title

    file.write_text(whole, "utf-8")
    assert read_entry(path, "en").scenario.title == title

    file.write_text(whole.replace(f"      {title}\n", "", 1), "utf-8")
    assert read_entry(path, "en").scenario.language == "fr"

    file.write_text("of: [", "utf-8")
    assert read_entry(path, "en").scenario.language == "fr"


def test_a_changed_original_is_still_played_in_its_old_translation(tmp_path: Path) -> None:
    path = tmp_path / TRANSLATED[0].name
    original = read_entry(TRANSLATED[0])
    file = translation_file(path, "en")
    file.parent.mkdir(parents=True)
    file.write_bytes(translation_file(TRANSLATED[0], "en").read_bytes())
    changed = original.text.replace(original.scenario.title, "Un autre titre", 1)
    path.write_text(changed, "utf-8")

    assert read_entry(path, "en").scenario.language == "en"


def test_the_library_is_told_in_english_as_far_as_it_is_translated() -> None:
    english = read_library("en").entries

    told = {id_ for id_, entry in english.items() if entry.scenario.language == "en"}
    assert told == {path.stem for path in TRANSLATED}
    assert english.keys() == read_library().entries.keys()


def test_a_play_goes_on_in_the_language_in_which_it_began() -> None:
    id_ = TRANSLATED[0].stem

    french, english = entry_in_library(id_, "fr"), entry_in_library(id_, "en")

    assert french is not None
    assert english is not None
    assert french.scenario.language == "fr"
    assert english.text == write_scenario(english.scenario)
    untranslated = next(path.stem for path in scenario_files() if path not in TRANSLATED)
    assert entry_in_library(untranslated, "en") is None
    assert Rules(english.scenario).start() == Rules(french.scenario).start()
