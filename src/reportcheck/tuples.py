"""A class of annotated fields → a named tuple, the same as `typing.NamedTuple` makes for a tenth of its price.

A start declares a hundred of them, of which it uses half. The standard library writes and compiles a constructor for
each and parses every annotation; here nobody reads the annotations, and a constructor is made where it is worth it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:
    from collections import namedtuple

    # What reads position n of any tuple, at the speed of C: the getters of one named tuple serve all others.
    _NAMES = [f"at_{position}" for position in range(24)]
    _POSITIONS = namedtuple("_POSITIONS", _NAMES)
    _GETTERS = [vars(_POSITIONS)[name] for name in _NAMES]

    _FEW = 16
    """Values of a class for which making its constructor would cost more than it saves."""

    class _Declared(type):
        """Makes a direct subclass of `NamedTuple` a tuple with its annotated names; further subclasses are plain."""

        def __new__(cls, name, bases, body):
            """The class; fields without a default after one with a default are a TypeError."""
            if not any(type(base) is _Declared and not base._fields for base in bases):
                return super().__new__(cls, name, bases, body)
            made = super().__new__(cls, name, bases, {"__slots__": (), **body})
            fields = tuple(made.__annotations__)
            defaults = {field: body[field] for field in fields if field in body}
            if tuple(defaults) != fields[len(fields) - len(defaults) :]:
                raise TypeError(f"{name}: a field without a default follows one that has it")
            made._fields = made.__match_args__ = fields
            made._field_defaults = defaults
            made._declared, made._calls = made, 0
            for position, field in enumerate(fields):
                setattr(made, field, _GETTERS[position])
            return made

    class NamedTuple(tuple, metaclass=_Declared):
        """The root of all; its methods are those of every named tuple."""

        __slots__ = ()
        _fields = ()

        def __new__(cls, /, *values, **named):
            """A complete value, while there are few; else the constructor is made that all further calls reach."""
            declared = cls._declared
            declared._calls += 1
            if declared._calls <= _FEW and not named and len(values) == len(declared._fields):
                return tuple.__new__(cls, values)
            names = ", ".join(declared._fields)
            made = eval(f"lambda _cls, {names}: _new(_cls, ({names},))", {"_new": tuple.__new__})
            made.__defaults__ = tuple(declared._field_defaults.values())
            declared.__new__ = made
            return made(cls, *values, **named)

        @classmethod
        def _make(cls, values):
            return tuple.__new__(cls, values)

        def _replace(self, /, **changes):
            made = tuple.__new__(type(self), map(changes.pop, self._fields, self))
            if changes:
                raise TypeError(f"no fields of {type(self).__name__}: {', '.join(changes)}")
            return made

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self._asdict().items())})"

        def __getnewargs__(self):
            return tuple(self)
