"""The charts: true to their values, legible without colour, nothing over anything."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.locale import Messages
from game.reports.charts import NARROW, WIDE, chart_svg
from game.reports.document import Bar, Bars, Curve, Curves, Figure
from game.reports.svg import PRINTED, THEMED, width_of, wrapped
from game.reports.values import values_table
from tests.game.reports.hostile import PIECES, texts
from tests.game.reports.sample import AXES, BALANCE, RELATIONS

FRENCH = Messages("fr")
SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {"svg", "title", "desc", "defs", "pattern", "rect", "line", "polyline", "polygon", "circle"}


def drawn(figure: Figure, width: float = WIDE, name: str = "chart") -> ElementTree.Element:
    return ElementTree.fromstring(chart_svg(figure, FRENCH, width=width, name=name))


def words_of(chart: ElementTree.Element) -> str:
    return " ".join(text.text or "" for text in chart.iter(f"{SVG}text"))


def bars_of(chart: ElementTree.Element) -> list[tuple[float, str]]:
    """Length and look of what is drawn over the outlines of the rows, legend left out."""
    return [
        (float(shape.attrib["width"]), shape.attrib["fill"])
        for shape in chart.findall(f"{SVG}rect")
        if shape.attrib["fill"] != "none" and shape.attrib["height"] == "13"
    ]


def test_bars_are_as_long_as_their_shares() -> None:
    lengths = [length for length, _ in bars_of(drawn(AXES))]
    assert len(lengths) == 4
    assert lengths[0] / lengths[3] == pytest.approx(0.92 / 0.5, rel=0.01)
    assert lengths[2] / lengths[3] == pytest.approx(0.31 / 0.5, rel=0.01)


def test_little_evidence_is_hatched_and_said() -> None:
    looks = [look for _, look in bars_of(drawn(AXES))]
    assert ["url(#chart_hatch)" in look for look in looks] == [False, False, False, True]
    assert FRENCH("forms.chart.unsure") in words_of(drawn(AXES))


def test_what_was_not_measured_is_said_and_not_drawn_as_nothing() -> None:
    chart = drawn(Figure("t", "s", Bars((Bar("Continuité", None, ""),))))
    assert bars_of(chart) == []
    assert "—" in words_of(chart)
    assert FRENCH("forms.chart.unmeasured") in words_of(chart)


def test_a_chart_without_doubt_explains_no_hatches() -> None:
    words = words_of(drawn(Figure("t", "s", Bars((Bar("Continuité", 1.0, "100 %"),)))))
    assert FRENCH("forms.chart.unsure") not in words
    assert FRENCH("forms.chart.unmeasured") not in words


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_curves_tell_apart_without_colour(width: float) -> None:
    chart = drawn(RELATIONS, width)
    thick = [line for line in chart.iter(f"{SVG}polyline") if line.attrib["stroke-width"] == "2.2"]
    dashes = [line.attrib["stroke-dasharray"] for line in thick]
    assert len(set(dashes)) == len(thick) == 4
    for label in ("Équipes", "Cabinet", "Confiance", "Adjoint"):
        assert label in words_of(chart)


def test_the_end_words_the_zone_and_the_steps_are_said() -> None:
    words = words_of(drawn(BALANCE))
    for expected in ("↓ séparé", "↑ imbriqué", "Zone visée", "départ", "8", "Décision"):
        assert expected in words


@pytest.mark.parametrize("values", [(0, 0, -15), (15, 15, 15), (-15, 0, 15), (0, 18, 0), (-90, 90)])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_no_curve_crosses_the_name_of_the_zone(values: tuple[float, ...], width: float) -> None:
    curve = Curve("Équilibre", values, tuple(map(str, values)))
    steps = tuple(map(str, range(len(values))))
    curves = Curves(steps, (curve,), low=-100, high=100, band=(-20, 20))
    chart = drawn(Figure("t", "s", curves, step_name="Décision"), width)
    name = next(text for text in chart.iter(f"{SVG}text") if text.text == "Zone visée")
    left, base = float(name.attrib["x"]), float(name.attrib["y"])
    line = next(chart.iter(f"{SVG}polyline"))
    points = [tuple(map(float, pair.split(","))) for pair in line.attrib["points"].split()]
    for (x0, y0), (x1, y1) in pairwise(points):
        for share in range(101):
            x, y = x0 + (x1 - x0) * share / 100, y0 + (y1 - y0) * share / 100
            crosses = left <= x <= left + 55 and base - 9 <= y <= base + 2
            assert not crosses, (x, y)


def test_without_words_the_ends_are_numbers() -> None:
    assert isinstance(BALANCE.chart, Curves)
    words = words_of(drawn(replace(BALANCE, chart=replace(BALANCE.chart, ends=("", "")))))
    assert "↓ -100" in words
    assert "↑ 100" in words


@pytest.mark.parametrize("figure", [AXES, RELATIONS, BALANCE])
def test_a_chart_is_named_and_described(figure: Figure) -> None:
    chart = drawn(figure, name="the_first")
    assert chart.attrib["role"] == "img"
    ids = chart.attrib["aria-labelledby"].split()
    found = {part.attrib["id"]: part.text for part in chart if "id" in part.attrib}
    assert [found[name] for name in ids] == [figure.title, figure.summary]


def test_a_printed_chart_needs_no_style_of_a_page() -> None:
    assert "var(" not in chart_svg(RELATIONS, FRENCH, PRINTED)
    assert PRINTED.fill not in chart_svg(AXES, FRENCH, THEMED)


curves = st.builds(
    lambda names, steps, values: Curves(
        steps=tuple(str(step) for step in range(steps)),
        curves=tuple(
            Curve(name, tuple(row[:steps]), tuple(f"{value:.0f}" for value in row[:steps]))
            for name, row in zip(names, values, strict=False)
        ),
        low=0,
        high=100,
    ),
    st.lists(texts, min_size=1, max_size=6),
    st.integers(1, 40),
    st.lists(st.lists(st.floats(-20, 120), min_size=1, max_size=40), min_size=6, max_size=6),
)


@settings(max_examples=60, deadline=None)
@given(curves, st.sampled_from([WIDE, NARROW]))
def test_the_names_of_curves_are_never_over_one_another(chart: Curves, width: float) -> None:
    svg = drawn(Figure("t", "s", chart), width)
    bold = {part.attrib["x"] for part in svg.iter(f"{SVG}text") if "bold" in part.attrib.values()}
    names = [part for part in svg.iter(f"{SVG}text") if part.attrib["x"] in bold]
    lines = sorted(float(part.attrib["y"]) for part in names)
    assert len(lines) >= len(chart.curves)
    assert all(below - above >= 12 for above, below in pairwise(lines))
    assert all(0 < line < float(svg.attrib["height"]) for line in lines)


@settings(max_examples=60, deadline=None)
@given(curves)
def test_curves_stay_in_the_chart(chart: Curves) -> None:
    svg = drawn(Figure("t", "s", chart))
    height = float(svg.attrib["height"])
    for line in svg.iter(f"{SVG}polyline"):
        points = [tuple(map(float, point.split(","))) for point in line.attrib["points"].split()]
        assert all(0 <= x <= WIDE and 0 <= y <= height for x, y in points)


@settings(max_examples=60, deadline=None)
@given(texts, texts, texts, st.sampled_from([WIDE, NARROW]))
def test_no_text_has_any_effect_in_a_chart(one: str, two: str, three: str, width: float) -> None:
    bars = Bars((Bar(one, 0.5, two, three, sure=False), Bar(two, None, three)))
    steps = Curves((one, two), (Curve(three, (0, 1), (one, two)),), 0, 1, (0, 1), (one, two))
    for figure in (Figure(one, two, bars), Figure(two, three, steps, step_name=one)):
        svg = drawn(figure, width)
        assert {part.tag.removeprefix(SVG) for part in svg.iter()} <= DRAWN | {"text", "path"}
        assert not any(name.startswith("on") for part in svg.iter() for name in part.attrib)


@given(texts, st.floats(20, 300), st.integers(1, 4))
def test_wrapped_lines_are_few_and_fit(text: str, width: float, most: int) -> None:
    lines = wrapped(text, width, 14, most)
    assert 1 <= len(lines) <= most
    assert all(width_of(line, 14) <= width or len(line) <= 1 for line in lines)


@pytest.mark.parametrize("piece", PIECES)
def test_values_of_a_chart_stand_in_a_table(piece: str) -> None:
    bars = Figure("t", "s", Bars((Bar(piece, 0.5, "50 %"), Bar("b", None, ""))))
    assert values_table(bars, FRENCH).rows == ((piece, "50 %"), ("b", "—"))
    assert values_table(RELATIONS, FRENCH).rows[3] == ("3", "42", "72", "41", "30")


def test_a_curve_that_stops_leaves_its_other_values_blank() -> None:
    chart = Curves(("0", "1"), (Curve("a", (1.0,), ("un",)),), 0, 2)
    assert values_table(Figure("t", "s", chart), FRENCH).rows == (("0", "un"), ("1", "—"))
