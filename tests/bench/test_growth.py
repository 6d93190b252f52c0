"""The drawing of growth: well formed, every point in its panel, every number said."""

from __future__ import annotations

from xml.etree import ElementTree

from tests.bench.growth import PANELS, Point, drawing

POINTS = [Point(1, 1_000, 1_000, 0.001, 0.001), Point(9, 99_000_000, 2_500, 61.0, 0.2)]


def test_every_point_is_drawn_within_the_picture_and_told() -> None:
    picture = ElementTree.fromstring(drawing([(panel, POINTS) for panel in PANELS]))
    _, _, width, height = map(float, picture.attrib["viewBox"].split())
    circles = [it for it in picture.iter() if it.tag.endswith("circle")]
    assert len(circles) == len(PANELS) * len(POINTS) + 1
    assert all(0 < float(it.attrib["cx"]) < width for it in circles)
    assert all(0 < float(it.attrib["cy"]) < height for it in circles)
    told = next(it.text or "" for it in picture.iter() if it.tag.endswith("desc"))
    assert all(f"9: {POINTS[1].whole:,} then {POINTS[1].shrunk:,}" in told for _ in PANELS)
