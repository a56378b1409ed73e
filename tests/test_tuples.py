"""The named tuples of the package are those of the standard library in everything our code and its tests ask of them."""

from __future__ import annotations

import copy
import pickle
import typing
from typing import Any, Generic, TypeVar

import pytest

from reportcheck import tuples

Thing = TypeVar("Thing")


class Ours(tuples.NamedTuple):
    """A place."""

    row: int
    column: int
    text: str = ""
    page: int | None = None

    @property
    def both(self) -> tuple[int, int]:
        return self.row, self.column


class Theirs(typing.NamedTuple):
    """A place."""

    row: int
    column: int
    text: str = ""
    page: int | None = None


class Filled(tuples.NamedTuple, Generic[Thing]):
    thing: Thing
    count: int = 1


CALLS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((1, 2), {}),
    ((1, 2, "a", 3), {}),
    ((1,), {"column": 2}),
    ((), {"column": 2, "row": 1, "page": 4}),
    ((1, 2), {"text": "a"}),
]
WRONG: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((), {}),
    ((1,), {}),
    ((1, 2, 3, 4, 5), {}),
    ((1, 2), {"row": 1}),
    ((1, 2), {"line": 1}),
]


@pytest.fixture(params=[0, 40], ids=["new", "called often"], autouse=True)
def _called(request: pytest.FixtureRequest) -> None:
    """A class makes its constructor only when it is called for the first time with defaults, or often."""
    for _ in range(request.param):
        Ours(1, 2, "a", 3)


@pytest.mark.parametrize(("values", "named"), CALLS)
def test_made_alike(values: tuple[Any, ...], named: dict[str, Any]) -> None:
    ours, theirs = Ours(*values, **named), Theirs(*values, **named)
    assert ours == theirs
    assert hash(ours) == hash(theirs)
    assert [getattr(ours, name) for name in Theirs._fields] == list(theirs)
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    assert ours._asdict() == theirs._asdict()
    assert Ours._make(theirs) == ours
    assert type(Ours._make(theirs)) is Ours


@pytest.mark.parametrize(("values", "named"), WRONG)
def test_refused_alike(values: tuple[Any, ...], named: dict[str, Any]) -> None:
    for made in (Ours, Theirs):
        with pytest.raises(TypeError):
            made(*values, **named)


def test_said_of_the_class() -> None:
    for name in ("_fields", "_field_defaults", "__match_args__", "__slots__", "__doc__"):
        assert getattr(Ours, name) == getattr(Theirs, name), name
    assert typing.get_type_hints(Ours) == typing.get_type_hints(Theirs)


def test_another_with_some_fields_changed() -> None:
    place = Ours(1, 2)
    assert place._replace(column=3) == Ours(1, 3)
    assert place._replace(column=3).both == (1, 3)
    with pytest.raises(TypeError, match="line"):
        place._replace(line=3)  # type: ignore[call-arg]


def test_nothing_can_be_set() -> None:
    place = Ours(1, 2)
    for name in ("row", "line"):
        with pytest.raises(AttributeError):
            setattr(place, name, 3)


def test_copied_and_pickled() -> None:
    place = Ours(1, 2, page=4)
    for other in (copy.copy(place), copy.deepcopy(place), pickle.loads(pickle.dumps(place))):
        assert other == place
        assert type(other) is Ours


def test_every_call_makes_the_same() -> None:
    class Fresh(tuples.NamedTuple):
        row: int
        column: int = 0

    made = [Fresh(1, 2) for _ in range(40)]
    assert set(made) == {(1, 2)}
    assert {type(each) for each in made} == {Fresh}
    assert Fresh(1) == (1, 0)


def test_of_a_kind_of_thing() -> None:
    assert Filled("a").count == 1
    assert Filled[str]("a", 2) == ("a", 2)


def test_a_subclass_has_its_fields_and_whatever_else_it_says() -> None:
    class Deep(Ours):
        """Compared as an object, with room for what it computes."""

        __eq__ = object.__eq__
        __ne__ = object.__ne__
        __hash__ = object.__hash__

    place = Deep(1, 2)
    assert place.text == ""
    assert place != Deep(1, 2)
    assert type(place._replace(row=3)) is Deep
    place.found = 3  # type: ignore[attr-defined]


def test_a_field_without_a_default_stands_first() -> None:
    with pytest.raises(TypeError, match="Late"):

        class Late(tuples.NamedTuple):
            row: int = 1
            column: int  # type: ignore[misc]
