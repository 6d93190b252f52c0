"""The facilitator takes the votes away from a page; nobody else can."""

from __future__ import annotations

import io
import json

import openpyxl  # type: ignore[import-untyped]
import pytest

from tests.game.web.test_workshop import led_to_the_debrief
from tests.game.web.test_workshop import room as room
from tests.game.web.visitor import Visitor
from tests.game.web.workshop_kit import Hall


def test_the_votes_and_the_data_are_on_the_facilitator_s_page(room: Hall) -> None:
    led_to_the_debrief(room)
    path = f"/animation/{room.id}/bilan"
    page = room.facilitator.open(path).text
    for form in ("xlsx", "csv", "json"):
        assert f'href="{path}.{form}"' in page
    csv = room.facilitator.open(f"{path}.csv")
    assert csv.headers["content-disposition"].startswith("attachment")
    assert csv.text.count('"p1"') == 2
    workbook = openpyxl.load_workbook(io.BytesIO(room.facilitator.open(f"{path}.xlsx").content))
    assert workbook.sheetnames[:3] == ["Votes", "Répartitions", "Résultats"]
    told = json.loads(room.facilitator.open(f"{path}.json").text)
    assert told["workshop"]["participants"] == 3
    assert "Ana" not in csv.text + json.dumps(told)


@pytest.mark.parametrize("form", ["xlsx", "csv", "json"])
def test_participants_and_strangers_have_no_data(room: Hall, form: str) -> None:
    ana, _, _ = led_to_the_debrief(room)
    for visitor in (ana, Visitor(room.app)):
        assert visitor.open(f"/animation/{room.id}/bilan.{form}").status_code == 404
    assert ana.open(f"/atelier/{room.id}/bilan.{form}").status_code == 404
    assert f"bilan.{form}" not in ana.open(f"/atelier/{room.id}/bilan").text
