"""The colours of the game: five palettes, each a Textual theme.

Style sheets use only the variables made here (``$ink``, ``$soft``, ``$lead``…). Every text colour
stands at 4.5:1 or more on every background it is used on (WCAG 2.2, criterion 1.4.3).
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.theme import Theme


@dataclass(frozen=True, slots=True)
class Palette:
    """``paper`` and ``raised`` are backgrounds; ``rule`` draws lines; ``mark`` is the selection.

    The grades are ``good``, ``fair``, ``frail`` and ``bad``; ``alert`` is for red lines.
    ``mark_style`` makes the selection visible without colour.
    """

    paper: str
    raised: str
    ink: str
    soft: str
    rule: str
    lead: str
    mark: str
    mark_ink: str
    good: str
    fair: str
    frail: str
    bad: str
    alert: str
    mark_style: str = "bold"

    @property
    def text_pairs(self) -> tuple[tuple[str, str], ...]:
        """Every ``(text, background)`` that a screen may show."""
        texts = (self.ink, self.soft, self.lead, self.good, self.fair, self.frail, self.bad)
        on_plain = [
            (text, ground) for text in (*texts, self.alert) for ground in (self.paper, self.raised)
        ]
        return (*on_plain, (self.mark_ink, self.mark))


DARK = Palette(
    paper="#14171a",
    raised="#1e2329",
    ink="#e8e5de",
    soft="#adb3ba",
    rule="#56606b",
    lead="#8fc1e3",
    mark="#274a66",
    mark_ink="#ffffff",
    good="#8fd19e",
    fair="#c5d684",
    frail="#f0c072",
    bad="#f39a8b",
    alert="#ff8f85",
)
LIGHT = Palette(
    paper="#faf8f3",
    raised="#efece4",
    ink="#1f2328",
    soft="#535a63",
    rule="#a59e8f",
    lead="#0b4f7d",
    mark="#c9dff0",
    mark_ink="#0d1f2c",
    good="#1c6431",
    fair="#4d5a0c",
    frail="#7d4a00",
    bad="#a32c1c",
    alert="#8f1616",
)
CONTRAST = Palette(
    paper="#000000",
    raised="#000000",
    ink="#ffffff",
    soft="#ffffff",
    rule="#ffffff",
    lead="#ffff66",
    mark="#ffff66",
    mark_ink="#000000",
    good="#8cff9e",
    fair="#e6ff8c",
    frail="#ffd27a",
    bad="#ffb3a7",
    alert="#ffb3a7",
)
COLOUR_BLIND_SAFE = Palette(
    paper="#000000",
    raised="#0f0f0f",
    ink="#f2f2f2",
    soft="#bdbdbd",
    rule="#6e6e6e",
    lead="#56b4e9",
    mark="#f0e442",
    mark_ink="#000000",
    good="#56b4e9",
    fair="#00a97b",
    frail="#f0e442",
    bad="#e66a00",
    alert="#e66a00",
)
"""From the colours of Okabe and Ito (2008); green and vermillion a shade lighter to be read."""

TERMINAL = Palette(
    paper="ansi_default",
    raised="ansi_default",
    ink="ansi_default",
    soft="ansi_default",
    rule="ansi_default",
    lead="ansi_default",
    mark="ansi_default",
    mark_ink="ansi_default",
    good="ansi_default",
    fair="ansi_default",
    frail="ansi_default",
    bad="ansi_default",
    alert="ansi_default",
    mark_style="bold reverse",
)
"""The terminal's own two colours, for ``NO_COLOR``: the selection is reversed."""

DEFAULT_THEME = "duettiste-dark"
TERMINAL_THEME = "duettiste-terminal"

PALETTES = {
    DEFAULT_THEME: DARK,
    "duettiste-light": LIGHT,
    "duettiste-contrast": CONTRAST,
    "duettiste-okabe-ito": COLOUR_BLIND_SAFE,
    TERMINAL_THEME: TERMINAL,
}
"""Every theme by the name kept in the settings; messages ``play.theme.<name>`` say it."""

_LIGHT_THEMES = frozenset({"duettiste-light"})


def all_themes() -> tuple[Theme, ...]:
    return tuple(_theme(name, palette) for name, palette in PALETTES.items())


def game_variables(palette: Palette) -> dict[str, str]:
    """The variables of our style sheets."""
    return {
        "paper": palette.paper,
        "raised": palette.raised,
        "ink": palette.ink,
        "soft": palette.soft,
        "rule": palette.rule,
        "lead": palette.lead,
        "mark": palette.mark,
        "mark-ink": palette.mark_ink,
        "mark-style": palette.mark_style,
        "good": palette.good,
        "fair": palette.fair,
        "frail": palette.frail,
        "bad": palette.bad,
        "alert": palette.alert,
    }


def _theme(name: str, palette: Palette) -> Theme:
    return Theme(
        name=name,
        primary=palette.lead,
        secondary=palette.soft,
        accent=palette.lead,
        warning=palette.frail,
        error=palette.bad,
        success=palette.good,
        foreground=palette.ink,
        background=palette.paper,
        surface=palette.raised,
        panel=palette.raised,
        dark=name not in _LIGHT_THEMES,
        ansi=name == TERMINAL_THEME,
        variables={**game_variables(palette), **_widget_variables(palette)},
    )


def _widget_variables(palette: Palette) -> dict[str, str]:
    """The variables that Textual's own widgets read, drawn from the same palette."""
    variables = {
        "ansi-background": palette.paper,
        "ansi-foreground": palette.ink,
        "text": palette.ink,
        "text-muted": palette.soft,
        "text-disabled": palette.soft,
        "foreground-muted": palette.soft,
        "block-cursor-foreground": palette.mark_ink,
        "block-cursor-background": palette.mark,
        "block-cursor-text-style": palette.mark_style,
        "block-cursor-blurred-foreground": palette.mark_ink,
        "block-cursor-blurred-background": palette.mark,
        "block-cursor-blurred-text-style": palette.mark_style,
        "block-hover-background": palette.raised,
        "border": palette.lead,
        "border-blurred": palette.rule,
        "input-cursor-background": palette.ink,
        "input-cursor-foreground": palette.paper,
        "input-cursor-text-style": "reverse" if palette is TERMINAL else "none",
        "input-selection-background": palette.mark,
        "input-selection-foreground": palette.mark_ink,
        "screen-selection-background": palette.mark,
        "screen-selection-foreground": palette.mark_ink,
        "button-foreground": palette.ink,
        "button-color-foreground": palette.paper,
        "button-focus-text-style": "bold reverse",
        "link-color": palette.lead,
        "link-background": "transparent",
        "link-color-hover": palette.mark_ink,
        "link-background-hover": palette.mark,
    }
    for part in ("scrollbar", "scrollbar-hover", "scrollbar-active"):
        variables[part] = palette.rule
    for part in ("background", "background-hover", "background-active", "corner-color"):
        variables[f"scrollbar-{part}"] = palette.paper
    for hue, colour in (
        ("primary", palette.lead),
        ("secondary", palette.soft),
        ("accent", palette.lead),
        ("warning", palette.frail),
        ("error", palette.bad),
        ("success", palette.good),
    ):
        variables[f"text-{hue}"] = colour
    return variables
