"""Reads a plain table (TOML or JSON) into a frozen dataclass, strictly, and writes it back.

One reader serves every file of the bank, so an unknown key, a missing key and a wrong type
are told in the same way everywhere. A field is written under its own name unless
`keyed("other")` gives the name in the file. A class with `read_from` reads itself.
"""

import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from difflib import get_close_matches
from enum import Enum
from typing import (
    Annotated,
    Any,
    Literal,
    Protocol,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
    runtime_checkable,
)

from participation.core.errors import BadFile

T = TypeVar("T")
Table = Mapping[str, object]
Shape = tuple[tuple[Field[Any], object], ...]

_SHAPES: dict[type, Shape] = {}


@dataclass(frozen=True)
class Place:
    """Where in a file we are, in words a person can follow."""

    file: str
    steps: tuple[str, ...] = ()

    def inside(self, step: str) -> "Place":
        """Return the place one step further in."""
        return Place(self.file, (*self.steps, step))

    def bad(self, fix: str) -> BadFile:
        """Return the error that says what to change here."""
        return BadFile(self.file, ", ".join(self.steps) or "the whole file", fix)


@dataclass(frozen=True)
class Checked:
    """A rule on a single value: what it must fulfil, and how to say so."""

    holds: Callable[[Any], bool]
    fix: str


@runtime_checkable
class ReadsItself(Protocol):
    """A class with its own way of being written in a file."""

    @classmethod
    def read_from(cls, value: object, place: Place) -> object:
        """Return the object written as this value; raises BadFile."""
        ...

    def plain(self) -> object:
        """Return the value that `read_from` reads back."""
        ...


def keyed(key: str, default: T) -> T:
    """Return a dataclass field that is written under this key in the file."""
    return field(default=default, metadata={"key": key})


def key_of(item: Field[Any]) -> str:
    """Return the name under which the field is written."""
    return str(item.metadata.get("key", item.name))


def shape_of(cls: type) -> Shape:
    """Return each field of the dataclass with its resolved type."""
    if cls not in _SHAPES:
        hints = get_type_hints(cls, include_extras=True)
        _SHAPES[cls] = tuple((item, hints[item.name]) for item in fields(cls))
    return _SHAPES[cls]


def read_table(cls: type[T], value: object, place: Place) -> T:
    """Return the dataclass that the table describes; raises BadFile at the first fault."""
    if not isinstance(value, Mapping):
        raise place.bad("this should be a table of keys and values")
    shape = shape_of(cls)
    _refuse_unknown_keys(value, [key_of(item) for item, _ in shape], place)
    found: dict[str, Any] = {}
    for item, hint in shape:
        key = key_of(item)
        if key in value:
            found[item.name] = read_value(hint, value[key], place, key)
        elif item.default is MISSING and item.default_factory is MISSING:
            raise place.bad(f"{key} is missing; add it")
    return cls(**found)


def _refuse_unknown_keys(value: Table, known: list[str], place: Place) -> None:
    for key in value:
        if key not in known:
            near = get_close_matches(str(key), known, n=1)
            hint = f'Did you mean "{near[0]}"? ' if near else ""
            raise place.bad(
                f'the key "{key}" is not known here. {hint}Known keys: {", ".join(sorted(known))}'
            )


def read_value(hint: object, value: object, place: Place, key: str) -> object:
    """Return the value as the type says it should be; raises BadFile when it is another."""
    here = place.inside(key)
    if isinstance(hint, type) and issubclass(hint, ReadsItself):
        return hint.read_from(value, here)
    if isinstance(hint, type) and is_dataclass(hint):
        return read_table(hint, value, here)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(_one_of([str(item.value) for item in hint], value, here))
    reader = _READERS.get(get_origin(hint) or hint)
    if reader is None:
        raise TypeError(f"no reader for a field of type {hint}")
    return reader(hint, value, place, key)


def _simple(words: str) -> Callable[[object, object, Place, str], object]:
    def read(hint: object, value: object, place: Place, key: str) -> object:
        if type(value) is not hint:
            raise place.inside(key).bad(f"this should be {words}")
        return value

    return read


def _one_of(known: Sequence[str], value: object, place: Place) -> str:
    if value not in known:
        raise place.bad(f'"{value}" is not known here; use one of: {", ".join(known)}')
    return str(value)


def _literal(hint: object, value: object, place: Place, key: str) -> object:
    return _one_of(get_args(hint), value, place.inside(key))


def _annotated(hint: object, value: object, place: Place, key: str) -> object:
    inner, *rules = get_args(hint)
    read = read_value(inner, value, place, key)
    for rule in rules:
        if isinstance(rule, Checked) and not rule.holds(read):
            raise place.inside(key).bad(rule.fix)
    return read


def _optional(hint: object, value: object, place: Place, key: str) -> object:
    inner = next(part for part in get_args(hint) if part is not type(None))
    return read_value(inner, value, place, key)


def _many(hint: object, value: object, place: Place, key: str) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise place.inside(key).bad("this should be a list in square brackets")
    inner = get_args(hint)[0]
    return tuple(
        read_value(inner, item, place, f"{key} {number}{_label(item)}")
        for number, item in enumerate(value, 1)
    )


def _label(item: object) -> str:
    if not isinstance(item, Mapping):
        return ""
    label = item.get("name") or item.get("code")
    return f" ({label})" if isinstance(label, str) else ""


def _mapping(hint: object, value: object, place: Place, key: str) -> Mapping[object, object]:
    here = place.inside(key)
    if not isinstance(value, Mapping):
        raise here.bad("this should be a table of keys and values")
    key_hint, value_hint = get_args(hint)
    return types.MappingProxyType(
        {
            read_value(key_hint, str(name), here, str(name)): read_value(
                value_hint, item, here, str(name)
            )
            for name, item in value.items()
        }
    )


_READERS: Mapping[Any, Callable[[object, object, Place, str], object]] = {
    str: _simple('text in quotes, as in "like this"'),
    int: _simple("a whole number, without quotes"),
    bool: _simple("true or false, without quotes"),
    Literal: _literal,
    Annotated: _annotated,
    Union: _optional,
    types.UnionType: _optional,
    tuple: _many,
    Mapping: _mapping,
}


def write_table(value: object) -> dict[str, object]:
    """Return the table that `read_table` reads back; fields left at their default are left out."""
    table: dict[str, object] = {}
    for item, _ in shape_of(type(value)):
        held = getattr(value, item.name)
        if item.default is MISSING or held != item.default:
            table[key_of(item)] = _written(held)
    return table


def _written(value: object) -> object:
    if isinstance(value, ReadsItself):
        return value.plain()
    if is_dataclass(value):
        return write_table(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_written(item) for item in value]
    if isinstance(value, Mapping):
        return {cast(str, key): _written(item) for key, item in value.items()}
    return value
