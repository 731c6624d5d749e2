"""Reads a plain table (TOML or JSON) into a frozen dataclass, strictly, and writes it back.

One reader serves every file of the bank, so an unknown key, a missing key and a wrong type
are told in the same way everywhere. A field is written under its own name unless
`keyed("other", ...)` gives the name in the file. A class with `read_from` reads itself.
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
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from participation.core.errors import BadFile

T = TypeVar("T")
Table = Mapping[str, object]


@dataclass(frozen=True, slots=True)
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


class ReadsItself:
    """A class with its own way of being written in a file."""

    @classmethod
    def read_from(cls, value: object, place: Place) -> "ReadsItself":
        """Return the object written as this value; raises BadFile."""
        raise NotImplementedError

    def plain(self) -> object:
        """Return the value that `read_from` reads back."""
        raise NotImplementedError


# Reads the value that stands under a key of the table at a place.
Read = Callable[[object, Place, str], object]


@dataclass(frozen=True)
class _Column:
    name: str
    key: str
    read: Read
    required: bool


_COLUMNS: dict[type, Mapping[str, _Column]] = {}
_READS: dict[object, Read] = {}


def keyed(key: str, default: T) -> T:
    """Return a dataclass field that is written under this key in the file."""
    return field(default=default, metadata={"key": key})


def read_table(cls: type[T], value: object, place: Place) -> T:
    """Return the dataclass that the table describes; raises BadFile at the first fault."""
    if not isinstance(value, Mapping):
        raise place.bad("this should be a table of keys and values")
    columns = _columns(cls)
    found: dict[str, Any] = {}
    for key, item in value.items():
        column = columns.get(key)
        if column is None:
            raise _unknown(str(key), columns, place)
        found[column.name] = column.read(item, place, column.key)
    for column in columns.values():
        if column.required and column.name not in found:
            raise place.bad(f"{column.key} is missing; add it")
    return cls(**found)


def _columns(cls: type) -> Mapping[str, _Column]:
    if cls not in _COLUMNS:
        hints = get_type_hints(cls, include_extras=True)
        columns = [_column(item, hints[item.name]) for item in fields(cls)]
        _COLUMNS[cls] = {column.key: column for column in columns}
    return _COLUMNS[cls]


def _column(item: Field[Any], hint: object) -> _Column:
    required = item.default is MISSING and item.default_factory is MISSING
    return _Column(item.name, _key_of(item), _reader(hint), required)


def _key_of(item: Field[Any]) -> str:
    return str(item.metadata.get("key", item.name))


def _unknown(key: str, columns: Mapping[str, _Column], place: Place) -> BadFile:
    near = get_close_matches(key, columns, n=1)
    hint = f'Did you mean "{near[0]}"? ' if near else ""
    known = ", ".join(sorted(columns))
    return place.bad(f'the key "{key}" is not known here. {hint}Known keys: {known}')


def _reader(hint: object) -> Read:
    if hint not in _READS:
        _READS[hint] = _reader_of_class(hint) if isinstance(hint, type) else _reader_of_form(hint)
    return _READS[hint]


def _reader_of_class(cls: type) -> Read:
    if cls in _SIMPLE:
        return _simple(cls, _SIMPLE[cls])
    if issubclass(cls, ReadsItself):
        return lambda value, place, key: cls.read_from(value, place.inside(key))
    if is_dataclass(cls):
        return lambda value, place, key: read_table(cls, value, place.inside(key))
    if issubclass(cls, Enum):
        known = [str(item.value) for item in cls]
        return lambda value, place, key: cls(_one_of(known, value, place, key))
    return _reader_of_form(cls)


def _reader_of_form(hint: object) -> Read:
    make = _FORMS.get(get_origin(hint))
    if make is None:
        raise TypeError(f"no reader for a field of type {hint}")
    return make(*get_args(hint))


def _simple(cls: type, words: str) -> Read:
    def read(value: object, place: Place, key: str) -> object:
        if type(value) is not cls:
            raise place.inside(key).bad(f"this should be {words}")
        return value

    return read


def _one_of(known: Sequence[str], value: object, place: Place, key: str) -> str:
    if value not in known:
        raise place.inside(key).bad(f'"{value}" is not known here; use one of: {", ".join(known)}')
    return str(value)


def _literal(*known: str) -> Read:
    return lambda value, place, key: _one_of(known, value, place, key)


def _annotated(inner: object, *rules: object) -> Read:
    read_inner = _reader(inner)

    def read(value: object, place: Place, key: str) -> object:
        found = read_inner(value, place, key)
        for rule in rules:
            if isinstance(rule, Checked) and not rule.holds(found):
                raise place.inside(key).bad(rule.fix)
        return found

    return read


def _optional(*parts: object) -> Read:
    return _reader(next(part for part in parts if part is not type(None)))


def _many(inner: object, *_: object) -> Read:
    read_inner = _reader(inner)

    def read(value: object, place: Place, key: str) -> object:
        if not isinstance(value, list):
            raise place.inside(key).bad("this should be a list in square brackets")
        return tuple(
            read_inner(item, place, f"{key} {number}{_label(item)}")
            for number, item in enumerate(value, 1)
        )

    return read


def _label(item: object) -> str:
    if not isinstance(item, Mapping):
        return ""
    label = item.get("name") or item.get("code")
    return f" ({label})" if isinstance(label, str) else ""


def _mapping(keys: object, values: object) -> Read:
    read_key, read_item = _reader(keys), _reader(values)

    def read(value: object, place: Place, key: str) -> object:
        here = place.inside(key)
        if not isinstance(value, Mapping):
            raise here.bad("this should be a table of keys and values")
        return types.MappingProxyType(
            {
                read_key(str(name), here, str(name)): read_item(item, here, str(name))
                for name, item in value.items()
            }
        )

    return read


_SIMPLE: Mapping[type, str] = {
    str: 'text in quotes, as in "like this"',
    int: "a whole number, without quotes",
    bool: "true or false, without quotes",
}
_FORMS: Mapping[object, Callable[..., Read]] = {
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
    for item in fields(cast(Any, value)):
        held = getattr(value, item.name)
        if item.default is MISSING or held != item.default:
            table[_key_of(item)] = _written(held)
    return table


def _written(value: object) -> object:
    if isinstance(value, str | int):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, tuple):
        return [_written(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _written(item) for key, item in value.items()}
    return value.plain() if isinstance(value, ReadsItself) else write_table(value)
