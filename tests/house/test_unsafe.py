"""What no linter looks for: unescaped templates, roads out of the house, logged words, UTC days."""

import ast
import re

from tests.house.sources import called, files, shown, trees

DOORS = ("participation/web", "participation/worker", "participation/cli", "bots")
UTC_DAY = re.compile(r"\b(now(\(\))?|moment|hour)\.date\(\)|\bdate\.today\(|\bUTC\)\.date\(\)")
PY_AND_HTML = (".py", ".html")
LOGGING = {"debug", "info", "warning", "error", "exception", "critical", "log"}
SENT = {"args", "form", "values", "data", "json", "cookies", "headers", "referrer", "remote_addr"}
GUARDS = {"_own"}
"""What lets a place through only if it is a plain path of our own."""


def of_the_request(node: ast.AST) -> bool:
    """Return whether anything below is what somebody sent."""
    return any(
        isinstance(part, ast.Attribute)
        and part.attr in SENT
        and isinstance(part.value, ast.Name)
        and part.value.id == "request"
        for part in ast.walk(node)
    )


def test_no_template_leaves_anything_unescaped() -> None:
    unescaped = [
        shown(path, number)
        for path in files("templates", endings=(".html",))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(r"\|\s*safe\b|autoescape\s+false", line)
    ]

    assert unescaped == []


def test_no_redirect_goes_where_a_request_says() -> None:
    roads = [
        shown(path, node.lineno)
        for path, tree in trees(*DOORS)
        for node in ast.walk(tree)
        if called(node) == "redirect"
        and of_the_request(node.args[0])
        and called(node.args[0]) not in GUARDS
    ]

    assert roads == []


def test_nothing_that_was_sent_is_logged() -> None:
    logged = [
        shown(path, node.lineno)
        for path, tree in trees(*DOORS)
        for node in ast.walk(tree)
        if called(node) in LOGGING and of_the_request(node)
    ]

    assert logged == []


def test_what_day_it_is_comes_from_the_council_s_clock_alone() -> None:
    of_utc = [
        shown(path, number)
        for path in files("participation", "bots", "surveys", "templates", endings=PY_AND_HTML)
        if shown(path) != "participation/core/clock.py"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(
            r"\b(now(\(\))?|moment|hour)\.date\(\)|\bdate\.today\(|\bUTC\)\.date\(\)", line
        )
    ]

    assert of_utc == []
