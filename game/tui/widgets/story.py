"""The text of a scene, in one block that scrolls."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from game.tui.paging import Paged
from game.views.scene import SceneView


class Story(Paged):
    """Who speaks, then what is told."""

    def __init__(self, scene: SceneView) -> None:
        super().__init__()
        self._text = story_text(scene)

    def compose(self) -> ComposeResult:
        yield Static(self._text, markup=False)


def story_text(scene: SceneView) -> Content:
    """The scene as literal text; the author's line ends within a paragraph are kept."""
    parts: list[Content] = []
    if scene.speaker is not None:
        who = ", ".join(part for part in (scene.speaker.name, scene.speaker.title) if part)
        parts.append(Content.styled(who, "bold $lead"))
    parts.extend(map(Content, scene.paragraphs))
    return Content("\n\n").join(parts)
