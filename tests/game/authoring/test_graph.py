"""The graph of a scenario: every way with what opens it, and how often plays take it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from engine.graph import Graph, NodeKind, Way, scenario_graph
from engine.rules import Rules
from engine.scenario import Branch, Grade, Scene
from game.authoring.graph_heat import heat_of
from game.authoring.graph_source import drawable
from game.playing import scenario_of
from tests.game.plain.small import TEXT
from tests.stories import choice, deciding, story

SMALL = scenario_of(TEXT)


def ways(graph: Graph, source: str) -> list[tuple[str, str, str]]:
    return [(edge.way, edge.choice, edge.target) for edge in graph.leaving[source]]


def test_each_scene_is_a_node_of_its_kind() -> None:
    graph = scenario_graph(SMALL)
    assert {node.id: node.kind for node in graph.nodes} == {
        "matin": NodeKind.PASSAGE,
        "appel": NodeKind.SCENE,
        "tri": NodeKind.SORT,
        "ordre": NodeKind.ORDER,
        "dernier": NodeKind.SCENE,
        "fin": NodeKind.ENDING,
    }
    assert [node.id for node in graph.nodes if node.start] == ["matin"]
    assert graph.node["fin"].grade is Grade.SOUND
    assert graph.node["fin"].title == "La porte reste ouverte"
    assert graph.node["ordre"].seconds == 60
    assert graph.unreachable == ()


def test_each_way_says_what_it_is_and_what_opens_it() -> None:
    graph = scenario_graph(SMALL)
    assert ways(graph, "matin") == [(Way.NEXT, "", "appel")]
    closed = graph.leaving["appel"][2]
    assert (closed.choice, closed.opens, closed.text) == (
        "fermee",
        "confiance > 90",
        "Tout lui laisser.",
    )
    assert [(edge.way, edge.at_least, edge.target) for edge in graph.leaving["tri"]] == [
        (Way.BAND, 80, "ordre"),
        (Way.BAND, 0, "ordre"),
    ]
    assert {edge.choice: edge.timeout for edge in graph.leaving["dernier"]} == {
        "taire": True,
        "parler": False,
    }


def test_branches_keep_their_guards_chances_and_last_line() -> None:
    from engine.expressions import parse_guard

    branches = (
        Branch("b", condition=parse_guard("trust < 10")),
        Branch("c", chance=Fraction(1, 3)),
        Branch("end"),
    )
    scenario = story(
        deciding("a", choice("go", branches, once=True), fallback="end"),
        deciding("b", choice("on")),
        Scene("c", text="Here.", next=(Branch("end"),)),
        deciding("lost", choice("back", "a")),
    )
    graph = scenario_graph(scenario)
    first, second, third, last = graph.leaving["a"]
    assert (first.guard, first.chance, first.otherwise, first.once) == (
        "trust < 10",
        None,
        False,
        True,
    )
    assert (second.guard, second.chance, second.otherwise) == ("", Fraction(1, 3), False)
    assert third.otherwise
    assert (last.way, last.target) == (Way.FALLBACK, "end")
    assert not graph.leaving["c"][0].otherwise
    assert [node.id for node in graph.unreachable] == ["lost"]


def test_a_draft_with_mistakes_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "petit.yaml"
    text = TEXT.replace("next: ordre\n", "next: ordrre\n").replace("level: 1", "level: 9")
    path.write_text(text, "utf-8")
    source = drawable(path)
    assert {one.code for one in source.errors} >= {"E301", "E207"}
    assert source.scenario is not None
    graph = scenario_graph(source.scenario)
    assert graph.node["ordrre"].kind is NodeKind.MISSING
    assert [node.id for node in graph.unreachable] == ["ordre", "dernier", "fin"]


def test_nothing_is_drawn_of_what_holds_no_scene(tmp_path: Path) -> None:
    path = tmp_path / "petit.yaml"
    for data in (b"", b"\xff\xfe\x00", b"scenes: 3\n", b"- a\n"):
        path.write_bytes(data)
        source = drawable(path)
        assert source.scenario is None
        assert source.errors


def test_heat_counts_the_plays_along_each_way() -> None:
    heat = heat_of(Rules(SMALL), 200)
    graph = scenario_graph(SMALL)
    (morning,) = graph.leaving["matin"]
    write, yes, closed = graph.leaving["appel"]
    assert heat.share(morning) == 1
    assert heat.share(write) + heat.share(yes) == 1
    assert 0.35 < heat.share(write) < 0.65
    assert heat.share(closed) == 0
    assert sum(heat.share(edge) for edge in graph.leaving["tri"]) == 1
    assert heat.share_of_scene("fin") == 1
    assert heat.unfinished == 0
    assert heat_of(Rules(SMALL), 200) == heat


def test_heat_gives_up_plays_that_never_end() -> None:
    scenario = story(
        deciding("a", choice("round", "b"), choice("out")), deciding("b", choice("round", "b"))
    )
    heat = heat_of(Rules(scenario), 20)
    out, round_ = scenario_graph(scenario).leaving["a"][::-1]
    assert heat.unfinished == 20 * heat.share(round_)
    assert heat.share(round_) + heat.share(out) == 1
