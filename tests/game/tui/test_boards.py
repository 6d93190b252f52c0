"""The boards: every item placed, moved and taken back, by keyboard and by mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.widget import Widget

from engine.rules import Place, Rank
from engine.session import Phase
from game.tui.app import DuettisteApp
from game.tui.boards import Ordering, Sorting
from game.tui.screens.dialog import Notice, Question
from game.tui.widgets.order_board import OrderBoard
from game.tui.widgets.rows import RowList
from game.tui.widgets.sort_board import SortBoard
from game.tui.widgets.story import Story
from game.views.scene import ItemView, OrderView, SortView
from tests.game.tui.evening_plays import SIZES, press, screen_text
from tests.game.tui.long_day import ITEMS, playing, read_on_to, shows

SORT = SortView(
    columns=(ItemView("a", "A"), ItemView("b", "B")),
    items=(ItemView("x", "X"), ItemView("y", "Y"), ItemView("z", "Z")),
)
ORDER = OrderView((ItemView("x", "X"), ItemView("y", "Y"), ItemView("z", "Z")))


def test_an_item_stands_in_one_column_only() -> None:
    sorting = Sorting(SORT).place(0, 0).place(0, 1)
    assert sorting.placed == (("x", "b"),)
    assert sorting.remaining == 2
    assert [sorting.count(0), sorting.count(1)] == [0, 1]


def test_taking_back_is_the_reverse_of_placing() -> None:
    assert Sorting(SORT).place(0, 0).take_back(0) == Sorting(SORT)
    assert Sorting(SORT).take_back(2) == Sorting(SORT)


def test_the_next_item_to_place_goes_round() -> None:
    sorting = Sorting(SORT).place(1, 0)
    assert sorting.next_unplaced(0) == 2
    assert sorting.next_unplaced(2) == 0
    assert sorting.place(0, 0).place(2, 1).next_unplaced(0) is None


def test_moving_a_step_closes_the_ranks_up() -> None:
    ordering = Ordering.begin(ORDER)
    assert ordering.move(0, 2).step_ids == ("y", "z", "x")
    assert ordering.move(2, 0).step_ids == ("z", "x", "y")
    assert ordering.move(1, 9).step_ids == ("x", "z", "y")


def board(app: DuettisteApp) -> SortBoard:
    return app.screen.query_one(SortBoard)


def order(app: DuettisteApp) -> OrderBoard:
    return app.screen.query_one(OrderBoard)


async def to_sort_board(app: DuettisteApp, pilot: Pilot[None]) -> None:
    await press(pilot, "enter", "2", "enter")
    await read_on_to(app, pilot, SortBoard)


async def to_order_board(app: DuettisteApp, pilot: Pilot[None]) -> None:
    await to_sort_board(app, pilot)
    await press(pilot, *"1" * ITEMS, "enter", "enter")
    await read_on_to(app, pilot, OrderBoard)


@pytest.mark.parametrize("size", SIZES)
async def test_fourteen_items_are_sorted_by_numbers_alone(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with playing(tmp_path, size) as (app, pilot):
        await to_sort_board(app, pilot)
        for placed in range(ITEMS):
            assert board(app).sorting.remaining == ITEMS - placed
            rows = board(app).list
            assert rows.selected is not None
            assert rows.content_region.contains_region(rows.row_region(rows.selected))
            await press(pilot, str(placed % 3 + 1))
        assert board(app).sorting.remaining == 0
        wanted = board(app).action
        await press(pilot, "enter")
        assert shows(app, Question)
        await press(pilot, "enter")
        assert app.conductor is not None
        assert app.conductor.play.phase == Phase.OUTCOME
        assert app.conductor.play.session.journal[-1].action == wanted
        assert isinstance(wanted, Place)
        assert len(wanted.placements) == ITEMS


async def test_the_count_of_what_remains_is_always_shown(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await to_sort_board(app, pilot)
        assert "À placer : 14 sur 14" in screen_text(app)
        await press(pilot, "2")
        assert "À placer : 13 sur 14" in screen_text(app)
        assert "2 Zone mixte (1)" in screen_text(app)


async def test_a_board_cannot_be_confirmed_before_all_is_placed(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await to_sort_board(app, pilot)
        await press(pilot, "1", "enter")
        assert shows(app, Notice)
        assert "Il reste 13 éléments" in screen_text(app)
        await press(pilot, "enter")
        assert board(app).sorting.remaining == 13


async def test_an_item_is_taken_back_and_moved_with_the_arrows(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await to_sort_board(app, pilot)
        await press(pilot, "3", "up", "left")
        assert board(app).sorting.column_of(0) == 1
        await press(pilot, "left", "left")
        assert board(app).sorting.column_of(0) == 0
        await press(pilot, "backspace")
        assert board(app).sorting.column_of(0) is None
        await press(pilot, "right")
        assert board(app).sorting.column_of(0) == 0


async def test_reviewing_before_confirming_changes_nothing(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await to_sort_board(app, pilot)
        await press(pilot, *"1" * ITEMS)
        before = board(app).sorting
        await press(pilot, "enter", "escape")
        assert board(app).sorting == before
        assert app.conductor is not None
        assert app.conductor.play.phase == Phase.DECIDING


def row(rows: RowList, index: int) -> Offset:
    """A point of a row of a board."""
    return rows.row_region(index).offset + Offset(8, 0)


def middle(widget: Widget) -> Offset:
    region = widget.region
    return Offset(region.x + region.width // 2, region.y)


async def drag(pilot: Pilot[None], start: Offset, end: Offset) -> None:
    await pilot.mouse_down(offset=start)
    await pilot.hover(offset=end)
    await pilot.mouse_up(offset=end)
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_items_are_placed_by_click_and_by_drag(tmp_path: Path, size: tuple[int, int]) -> None:
    async with playing(tmp_path, size) as (app, pilot):
        await to_sort_board(app, pilot)
        await pilot.click(offset=row(board(app).list, 1))
        await pilot.click(board(app).tags[2])
        assert board(app).sorting.column_of(1) == 2
        await drag(pilot, row(board(app).list, 0), middle(board(app).tags[1]))
        assert board(app).sorting.column_of(0) == 1
        assert board(app).sorting.remaining == ITEMS - 2


async def test_a_drag_that_ends_nowhere_places_nothing(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await to_sort_board(app, pilot)
        await drag(pilot, row(board(app).list, 0), middle(app.screen.query_one("Story")))
        assert board(app).sorting.remaining == ITEMS


async def test_steps_are_ordered_by_rank_and_by_moving(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await to_order_board(app, pilot)
        first, second, third, fourth = order(app).ordering.step_ids
        await press(pilot, "3")
        assert order(app).ordering.step_ids == (second, third, first, fourth)
        await press(pilot, "space", "down", "space", "up")
        assert order(app).ordering.step_ids == (second, third, fourth, first)
        assert order(app).list.selected == 2
        await press(pilot, "enter", "enter")
        assert app.conductor is not None
        expected = Rank((second, third, fourth, first))
        assert app.conductor.play.session.journal[-1].action == expected


async def test_steps_are_ordered_by_mouse(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await to_order_board(app, pilot)
        first, second, third, fourth = order(app).ordering.step_ids
        rows = order(app).list
        await drag(pilot, row(rows, 0), row(rows, 2))
        assert order(app).ordering.step_ids == (second, third, first, fourth)
        await pilot.click(offset=row(rows, 3))
        await pilot.click(offset=row(rows, 3))
        assert order(app).in_hand
        await pilot.click(offset=row(rows, 0))
        assert order(app).ordering.step_ids == (fourth, second, third, first)
        assert not order(app).in_hand


async def test_the_page_keys_scroll_the_story_above_a_board(tmp_path: Path) -> None:
    async with playing(tmp_path, (60, 20)) as (app, pilot):
        await to_sort_board(app, pilot)
        story, rows = app.screen.query_one(Story), board(app).list
        assert rows.max_scroll_y > 0
        await press(pilot, "pagedown")
        assert rows.scroll_y == 0
        assert story.scroll_y > 0
