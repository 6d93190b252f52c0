"""Drawings: complete, readable without colour, and deaf to what an author may write."""

from __future__ import annotations

import random
import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.graph import Graph, scenario_graph
from engine.rules import Rules
from engine.scenario import Scenario
from game.authoring.graph_heat import heat_of
from game.authoring.graph_labels import Labels, bundles
from game.authoring.graph_layout import Line, Point, Size, lay_out
from game.authoring.graph_outline import outline
from game.authoring.graph_svg import svg
from game.authoring.graph_text import dot, mermaid
from game.cli.program import run
from game.content import scenario_files
from game.library import read_entry
from game.locale import LANGUAGES, Messages
from game.playing import scenario_of
from tests.game.plain.small import TEXT
from tests.generators import scenarios
from tests.stories import choice, deciding, story

Capture = pytest.CaptureFixture[str]
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '"]; x --> y[<script>alert(1)</script>] & \\" #quot; `a` |b| {c} \x1b[31m\u202e \\N'


def labels(language: str = "fr") -> Labels:
    return Labels(Messages(language))


def long_story(scenes: int) -> Scenario:
    """A story with parts that meet again, loops and jumps."""
    chosen = random.Random(scenes)

    def target(at: int) -> str:
        to = at + chosen.choice((1, 1, 2, 3, 5, -4, 40))
        return f"s{max(0, to)}" if to < scenes else "end"

    made = []
    for at in range(scenes):
        onward = f"s{at + 1}" if at + 1 < scenes else "end"
        others = [choice(f"c{number}", target(at)) for number in range(3)]
        made.append(deciding(f"s{at}", choice("on", onward), *others))
    return story(*made)


def hostile_story() -> Scenario:
    from dataclasses import replace

    scenario = story(deciding("a", choice("go")))
    scene = replace(scenario.scenes["a"], title=HOSTILE)
    one = replace(scene.choices["go"], text=HOSTILE)
    scene = replace(scene, choices={"go": one})
    return replace(scenario, title=HOSTILE, scenes={**scenario.scenes, "a": scene})


def parsed(drawing: str) -> ElementTree.Element:
    return ElementTree.fromstring(drawing)


def words_of(root: ElementTree.Element) -> str:
    return " ".join(text for node in root.iter(f"{SVG}text") for text in node.itertext())


@pytest.mark.parametrize("path", scenario_files(), ids=lambda path: path.stem)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_names_every_scene_and_every_choice(path: Path, language: str) -> None:
    scenario = read_entry(path).scenario
    graph = scenario_graph(scenario)
    root = parsed(svg(graph, labels(language)))
    said = words_of(root)
    for node in graph.nodes:
        assert node.id in said
    for edge in graph.edges:
        assert edge.choice in said
    assert root.find(f"{SVG}title") is not None
    description = root.find(f"{SVG}desc")
    assert description is not None
    assert str(len(graph.nodes)) in (description.text or "")
    assert root.get("role") == "img"


@settings(max_examples=40, deadline=None)
@given(scenarios())
def test_any_scenario_is_drawn_whole(scenario: Scenario) -> None:
    graph = scenario_graph(scenario)
    root = parsed(svg(graph, labels()))
    paths = [node for node in root.iter(f"{SVG}path") if node.get("marker-end")]
    assert len(paths) == len(bundles(graph))
    told = re.findall(r"^ *\[([^]]+)\]", outline(graph, labels()), re.MULTILINE)
    assert sorted(told) == sorted(node.id for node in graph.nodes)
    assert mermaid(graph, labels()).count("\n    n") >= len(graph.nodes)


def test_what_is_particular_is_said_in_words_and_drawn_in_shapes() -> None:
    from tests.stories import to

    scenario = story(
        deciding("a", choice("go", when="trust > 3"), choice("b", "a", once=True), fallback="end"),
        deciding("lost", choice("back", to("a"))),
    )
    drawing = svg(scenario_graph(scenario), labels())
    root = parsed(drawing)
    said = words_of(root)
    for words in ("jamais atteinte", "[ouvert si trust > 3]", "[une fois]", "si tout est fermé"):
        assert words in said
    lost = [node for node in root.iter() if "lost" in (node.get("class") or "").split()]
    assert lost
    assert ".lost{stroke-dasharray" in drawing
    dashes = {node.get("stroke-dasharray") for node in root.iter(f"{SVG}path")}
    assert len(dashes) == 3
    assert len([node for node in root.iter(f"{SVG}polygon") if "ending" in str(node.attrib)]) >= 2


def test_hostile_words_stay_words_in_the_picture() -> None:
    root = parsed(svg(scenario_graph(hostile_story()), labels()))
    tags = {node.tag.removeprefix(SVG) for node in root.iter()}
    known = {"svg", "title", "desc", "style", "defs", "marker", "path", "rect", "text", "g"}
    assert tags <= known | {"polygon"}
    assert "<script>" in words_of(root)
    assert "\x1b" not in ElementTree.tostring(root, encoding="unicode")


def test_hostile_words_stay_words_in_mermaid() -> None:
    text = mermaid(scenario_graph(hostile_story()), labels())
    body = text.split("---\n", 2)[2]
    shape = re.compile(r'    n\d+[\[(>{/]+"[^"\n`<>|{}]*(?:<br/>[^"\n`<>|{}]*)*"[\])}/]+')
    arrow = re.compile(r'    n\d+ -[-.]*[>x](?:\|"[^"\n`|{}]*"\|)? n\d+')
    for line in body.splitlines()[1:]:
        assert line.startswith("    %%") or shape.fullmatch(line) or arrow.fullmatch(line), line
    assert "\x1b" not in text


def test_hostile_words_stay_words_in_dot() -> None:
    text = dot(scenario_graph(hostile_story()), labels())
    unquoted = re.sub(r'"(?:[^"\\\n]|\\.)*"', "Q", text)
    for line in unquoted.splitlines()[1:-1]:
        node = r"  n\d+ (-> n\d+ )?\[[\w=, .]*\];"
        assert re.fullmatch(rf"{node}|  //.*|  label=Q.*|  node .*", line), line
    assert "\x1b" not in text


@pytest.mark.parametrize("scenes", [20, 100, 300])
def test_long_stories_are_drawn_without_covering_anything(scenes: int) -> None:
    graph = scenario_graph(long_story(scenes))
    root = parsed(svg(graph, labels()))
    assert len([node for node in root.iter(f"{SVG}g") if node.find(f"{SVG}title") is not None]) == (
        len(graph.nodes)
    )
    boxes = [_box(node) for node in root.iter(f"{SVG}rect") if node.get("class") == "n scene"]
    boxes += [_box(node) for node in root.iter(f"{SVG}rect") if node.get("class") == "b"]
    _assert_apart(boxes)


def _box(node: ElementTree.Element) -> tuple[float, float, float, float]:
    x, y, width, height = (float(node.get(key) or 0) for key in ("x", "y", "width", "height"))
    return x, y, x + width, y + height


def _assert_apart(boxes: list[tuple[float, float, float, float]]) -> None:
    ordered = sorted(boxes, key=lambda box: box[1])
    for at, (left, _, right, bottom) in enumerate(ordered):
        for other_left, other_top, other_right, _ in ordered[at + 1 :]:
            if other_top >= bottom:
                break
            assert other_left >= right or other_right <= left


def test_layers_follow_the_longest_way_and_lines_go_down() -> None:
    sizes: list[Size] = [(100.0, 40.0)] * 4
    ends = [(0, 1), (1, 2), (0, 2), (2, 3), (3, 0)]
    laid = lay_out(sizes, [Line(*pair, (50.0, 14.0)) for pair in ends], [0])
    heights = [y for _, y in laid.nodes]
    assert heights == sorted(heights)
    for path in laid.paths[:4]:
        assert all(above[1] < below[1] for above, below in pairwise(path))
    back = laid.paths[4]
    assert min(x for x, _ in back) < min(x for x, _ in laid.nodes) - 50
    assert _inside(laid.width, laid.height, [point for path in laid.paths for point in path])


def _inside(width: float, height: float, points: list[Point]) -> bool:
    return all(0 <= x <= width and 0 <= y <= height for x, y in points)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 25).flatmap(lambda n: st.tuples(st.just(n), _pairs(n))))
def test_any_graph_is_laid_out_within_its_frame(case: tuple[int, list[tuple[int, int]]]) -> None:
    count, ends = case
    sizes: list[Size] = [(90.0, 40.0)] * count
    laid = lay_out(sizes, [Line(*pair, (60.0, 20.0)) for pair in ends], [0])
    assert _inside(laid.width, laid.height, [*laid.nodes, *laid.words])
    assert _inside(laid.width, laid.height, [point for path in laid.paths for point in path])
    centres = [*((x, y, 90.0, 40.0) for x, y in laid.nodes)]
    centres += [(x, y, 60.0, 20.0) for x, y in laid.words]
    _assert_apart([(x - w / 2, y - h / 2, x + w / 2, y + h / 2) for x, y, w, h in centres])


def _pairs(count: int) -> st.SearchStrategy[list[tuple[int, int]]]:
    node = st.integers(0, count - 1)
    return st.lists(st.tuples(node, node), max_size=60, unique=True)


def test_the_outline_goes_in_reading_order_and_indents_what_parts() -> None:
    scenario = story(
        deciding("a", choice("left", "b"), choice("right", "c")),
        deciding("b", choice("on", "d")),
        deciding("c", choice("on", "d"), choice("back", "a")),
        deciding("d", choice("stop")),
    )
    assert outline(scenario_graph(scenario), labels("en")).split("\n") == [
        "[a] start",
        "├─ left → b",
        "└─ right → c",
        "",
        "    [b]",
        "    └─ on → d (see below)",
        "",
        "    [c]",
        "    ├─ on → d (see below)",
        "    └─ back → a (see above)",
        "",
        "[d]",
        "└─ stop → end",
        "",
        "[end] Over · ending, sound",
        "",
    ]


def test_heat_is_a_percentage_and_a_width() -> None:
    scenario = scenario_of(TEXT)
    graph: Graph = scenario_graph(scenario)
    hot = Labels(Messages("en"), heat_of(Rules(scenario), 100))
    root = parsed(svg(graph, hot))
    widths = [
        float(node.get("stroke-width") or 0)
        for node in root.iter(f"{SVG}path")
        if node.get("marker-end")
    ]
    assert max(widths) == 7
    assert min(widths) == 1
    assert "fermee [open if confiance > 90] · 0%" in words_of(root)
    assert "penwidth=7.0" in dot(graph, hot)
    assert "stroke-width:7.0px" in mermaid(graph, hot)
    assert "100%" in outline(graph, hot)


class TestCommand:
    @pytest.fixture
    def scenario(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setenv("LANG", "en_US.UTF-8")
        monkeypatch.delenv("COLUMNS", raising=False)
        path = tmp_path / "petit.yaml"
        path.write_text(TEXT, "utf-8")
        return path

    @pytest.mark.parametrize(
        ("name", "start"), [("a.svg", "<svg"), ("a.dot", "digraph"), ("a.mmd", "---"), ("a", "Le")]
    )
    def test_the_name_of_the_file_says_the_form(
        self, scenario: Path, capsys: Capture, name: str, start: str
    ) -> None:
        target = scenario.with_name(name)
        assert run(["graph", str(scenario), "--to", str(target), "--heat", "5"]) == 0
        assert target.read_text("utf-8").startswith(start)
        assert str(target) in capsys.readouterr().out

    @pytest.mark.parametrize("form", ["outline", "mermaid", "dot", "svg"])
    def test_a_draft_is_drawn_and_its_errors_counted(
        self, scenario: Path, capsys: Capture, form: str
    ) -> None:
        scenario.write_text(TEXT.replace("next: ordre\n", "next: ordrre\n"), "utf-8")
        assert run(["graph", str(scenario), "--format", form]) == 0
        told = capsys.readouterr()
        assert "ordrre" in told.out
        assert "never reached" in told.out
        assert "error" in told.err
        assert run(["graph", str(scenario), "--heat", "5"]) == 1
        assert "E301" in capsys.readouterr().err

    def test_what_cannot_be_drawn_is_explained(self, scenario: Path, capsys: Capture) -> None:
        scenario.write_text("scenes:\n", "utf-8")
        assert run(["graph", str(scenario)]) == 1
        told = capsys.readouterr()
        assert told.out == ""
        assert "Nothing of" in told.err

    @pytest.mark.parametrize(
        "words", [["--heat", "0"], ["--heat", "x"], ["--format", "png"], ["--to", "petit.yaml"]]
    )
    def test_misuses_write_nothing(
        self,
        scenario: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: Capture,
        words: list[str],
    ) -> None:
        monkeypatch.chdir(scenario.parent)
        assert run(["graph", "petit.yaml", *words]) == 2
        assert capsys.readouterr().out == ""
        assert scenario.read_text("utf-8") == TEXT
        assert list(scenario.parent.iterdir()) == [scenario]

    def test_a_file_that_cannot_be_written_is_explained(
        self, scenario: Path, capsys: Capture
    ) -> None:
        assert run(["graph", str(scenario), "--to", str(scenario / "a.svg")]) == 1
        assert "cannot be written" in capsys.readouterr().err

    def test_a_bundled_scenario_is_named_by_its_id(self, scenario: Path, capsys: Capture) -> None:
        del scenario
        assert run(["graph", "la-toiture-du-hall"]) == 0
        assert "[bons]" in capsys.readouterr().out
