"""Every text of every theme can be read, and the selection is seen without colour."""

from __future__ import annotations

import pytest
from textual.color import Color

from game.locale import LANGUAGES, Messages
from game.seat import DEFAULTS
from game.tui.themes import DEFAULT_THEME, PALETTES, TERMINAL, TERMINAL_THEME, Palette, all_themes

LEAST_CONTRAST = 4.5
"""WCAG 2.2, criterion 1.4.3, level AA."""

COLOURED = [name for name in PALETTES if name != TERMINAL_THEME]


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in Color.parse(colour).normalized)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", COLOURED)
def test_every_text_stands_out_from_its_background(name: str) -> None:
    weak = {
        pair: round(contrast(*pair), 2)
        for pair in PALETTES[name].text_pairs
        if contrast(*pair) < LEAST_CONTRAST
    }
    assert weak == {}


def test_contrast_is_measured_as_the_standard_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", COLOURED)
def test_what_textual_derives_for_its_own_widgets_can_be_read_too(name: str) -> None:
    theme = next(theme for theme in all_themes() if theme.name == name)
    variables = theme.to_color_system().generate()
    for text, ground in (
        ("block-cursor-foreground", "block-cursor-background"),
        ("input-selection-foreground", "input-selection-background"),
        ("text-muted", "surface"),
        ("text-error", "surface"),
        ("foreground", "panel"),
        ("button-color-foreground", "primary"),
    ):
        assert contrast(variables[text], variables[ground]) >= LEAST_CONTRAST, (text, ground)


def test_grades_are_four_different_colours() -> None:
    for name in COLOURED:
        palette: Palette = PALETTES[name]
        assert len({palette.good, palette.fair, palette.frail, palette.bad}) == 4


def test_without_colour_the_selection_is_reversed() -> None:
    assert "reverse" in TERMINAL.mark_style


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_theme_has_a_name_in_words(language: str) -> None:
    messages = Messages(language)
    assert all(messages(f"play.theme.{name}") for name in PALETTES)


def test_the_theme_of_someone_who_chose_none_exists() -> None:
    assert DEFAULTS["theme"] == DEFAULT_THEME
