"""Spans to places: the placing of cells against two slower ways of doing it, written from the HTML standard."""

from __future__ import annotations

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportcheck.errors import LimitExceeded
from reportcheck.grid import Slot, column_path, grid_rows, rows_to_grid
from reportcheck.values import Cell, Limits, LinePlace

HERE = LinePlace(1, 1)
SMALL = Limits(column_span=7, row_span=5)
HUGE = 10**9

Spans = tuple[int, int]
Box = tuple[int, int, int, int]

spans = st.tuples(
    st.sampled_from([1, 1, 1, 2, 3, 5, 6, HUGE, 0, -2]), st.sampled_from([1, 1, 1, 2, 3, 7, 8, HUGE, 0, -2])
)
tables = st.lists(st.lists(spans, max_size=6), max_size=8)


def slots(rows: list[list[Spans]]) -> list[list[Slot]]:
    """Slots with these (row span, column span), each with a text and place of its own."""
    return [
        [Slot(f"{y}.{x}", LinePlace(y + 1, x + 1), *spans) for x, spans in enumerate(row)] for y, row in enumerate(rows)
    ]


def boxes(rows: list[list[Spans]], limits: Limits = SMALL) -> list[Box]:
    """(row, column, row span, column span) of every cell of the grid."""
    grid = rows_to_grid(slots(rows), HERE, limits)
    return [(cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells]


def clamp(spans: Spans, below: int, limits: Limits) -> Spans:
    depth, width = spans
    return min(max(depth, 1), limits.row_span, below), min(max(width, 1), limits.column_span)


def covered(box: Box) -> set[tuple[int, int]]:
    row, column, depth, width = box
    return {(y, x) for y in range(row, row + depth) for x in range(column, column + width)}


def on_a_dense_matrix(rows: list[list[Spans]], limits: Limits) -> list[Box]:
    """The standard's "algorithm for processing rows": every slot of the matrix is marked when a cell covers it."""
    taken: set[tuple[int, int]] = set()
    found: list[Box] = []
    for y, row in enumerate(rows):
        x = 0
        for each in row:
            while (y, x) in taken:
                x += 1
            depth, width = clamp(each, len(rows) - y, limits)
            found.append((y, x, depth, width))
            taken |= covered(found[-1])
            x += width
    return found


def by_column_heights(rows: list[list[Spans]], limits: Limits) -> list[Box]:
    """Another way to the same end: for each column the first row in which it is free again."""
    free_from: dict[int, int] = {}
    found: list[Box] = []
    for y, row in enumerate(rows):
        x = 0
        for each in row:
            while free_from.get(x, 0) > y:
                x += 1
            depth, width = clamp(each, len(rows) - y, limits)
            found.append((y, x, depth, width))
            for column in range(x, x + width):
                free_from[column] = max(free_from.get(column, 0), y + depth)
            x += width
    return found


@given(tables)
def test_cells_stand_where_the_standard_puts_them(rows):
    assert boxes(rows) == on_a_dense_matrix(rows, SMALL) == by_column_heights(rows, SMALL)


@given(tables)
def test_a_cell_begins_at_the_first_slot_nobody_has_taken(rows):
    found = boxes(rows)
    for index, (row, column, _, _) in enumerate(found):
        taken = {slot for box in found[:index] for slot in covered(box)}
        assert (row, column) not in taken
        assert all((row, x) in taken for x in range(column))


@given(tables)
def test_a_row_span_makes_no_rows(rows):
    assert all(row + depth <= len(rows) for row, _, depth, _ in boxes(rows))


@given(tables)
def test_texts_and_places_come_through_in_reading_order(rows):
    grid = rows_to_grid(slots(rows), HERE, SMALL)
    expected = [(slot.text, slot.place) for row in slots(rows) for slot in row]
    assert [(cell.text, cell.place) for cell in grid.cells] == expected
    assert grid.place == HERE


@st.composite
def tilings(draw: st.DrawFn) -> tuple[list[list[Spans]], list[Box]]:
    """A rectangle cut into cells without gap or overlap, as rows of spans and as boxes."""
    height, width = draw(st.integers(1, 7)), draw(st.integers(1, 7))
    taken: set[tuple[int, int]] = set()
    rows: list[list[Spans]] = [[] for _ in range(height)]
    found: list[Box] = []
    for y in range(height):
        for x in range(width):
            if (y, x) in taken:
                continue
            room = next((end for end in range(x, width) if (y, end) in taken), width) - x
            box = (y, x, draw(st.integers(1, height - y)), draw(st.integers(1, room)))
            taken |= covered(box)
            found.append(box)
            rows[y].append(box[2:])
    return rows, found


@given(tilings())
def test_a_rectangle_cut_into_cells_is_put_together_again(tiling):
    rows, expected = tiling
    found = boxes(rows, Limits())
    assert found == expected
    assert sum(len(covered(box)) for box in found) == len(set().union(*map(covered, found)))


def test_huge_spans_are_clamped():
    assert boxes([[(HUGE, HUGE), (HUGE, 1)], [(1, 1)], []], Limits()) == [
        (0, 0, 3, 1000),
        (0, 1000, 3, 1),
        (1, 1001, 1, 1),
    ]


def test_spans_are_clamped_to_the_limits_given():
    assert boxes([[(4, 9)], [], [(1, 1)], []], Limits(row_span=2, column_span=3)) == [(0, 0, 2, 3), (2, 0, 1, 1)]


def test_as_many_cells_as_the_limit_are_read_and_not_one_more():
    limits = Limits(cells=6)
    assert len(boxes([[(1, 1)] * 3] * 2, limits)) == 6
    with pytest.raises(LimitExceeded) as error:
        boxes([[(1, 1)] * 3, [], [(1, 1)] * 4], limits)
    assert error.value.detail == "cells"
    assert error.value.arguments == {"limit": 6}


def test_cells_that_reach_down_from_every_row_cost_no_more_than_their_number():
    def seconds(spans: Spans) -> float:
        rows = slots([[spans] * 100] * 100)
        started = process_time()
        rows_to_grid(rows, HERE, Limits())
        return process_time() - started

    plain = min(seconds((1, 1)) for _ in range(3))
    assert min(seconds((HUGE, 1)) for _ in range(2)) < 30 * plain + 0.05


@given(tables)
def test_grid_rows_hold_each_cell_in_the_row_it_begins(rows):
    grid = rows_to_grid(slots(rows), HERE, SMALL)
    found = grid_rows(grid)
    assert [cell for row in found for cell in row] == list(grid.cells)
    assert [cell.row for row in found for cell in row] == [y for y, row in enumerate(found) for _ in row]
    assert all(one.column < other.column for row in found for one, other in pairwise(row))
    assert len(found) <= len(rows)


@given(tilings(), st.integers(0, 7))
def test_a_column_path_is_what_covers_the_column_from_top_to_bottom(tiling, column):
    rows, _ = tiling
    grid = rows_to_grid(slots(rows), HERE, Limits())
    path = column_path(reversed(grid.cells), column)
    inside = [cell for cell in grid.cells if cell.column <= column < cell.column + cell.column_span]
    assert set(path) == set(inside)
    assert [cell.row for cell in path] == sorted(cell.row for cell in inside)


def test_header_and_data_rows_of_one_block_may_use_different_spans():
    header = [(1, 1), (1, 1), (1, 2), (1, 1)]
    data = [(1, 1), (1, 2), (1, 1), (1, 1)]
    grid = rows_to_grid(slots([header, data]), HERE, Limits())
    assert [[cell.column for cell in row] for row in grid_rows(grid)] == [[0, 1, 2, 4], [0, 1, 3, 4]]


def test_no_rows_make_an_empty_grid():
    assert rows_to_grid([], HERE, Limits()).cells == ()
    assert grid_rows(rows_to_grid([[], []], HERE, Limits())) == []
    assert column_path([Cell("甲", 0, 0, 1, 1, HERE)], 1) == ()
