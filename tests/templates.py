"""Templates compiled once a process, however many apps its tests make."""

from types import CodeType

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class Compiled(BytecodeCache):
    """Keeps each template's code in memory, under its file and what stands in it."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key, bucket.checksum] = bucket.code


def compile_once() -> None:
    """Have every app of this process read its templates through one store of compiled ones."""
    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": Compiled()}
