"""A browser tab without scripts: it reads a page's forms and presses their buttons."""

import gzip
from dataclasses import dataclass, field
from html.parser import HTMLParser

from flask import Flask


@dataclass
class Form:
    """One form of a page: where it goes, what it holds, and its buttons by their words."""

    action: str
    held: list[tuple[str, str]] = field(default_factory=list)
    buttons: dict[str, tuple[str, str] | None] = field(default_factory=dict)


class _Forms(HTMLParser):
    def __init__(self, here: str) -> None:
        super().__init__()
        self.here = here
        self.forms: list[Form] = []
        self.links: dict[str, str] = {}
        self.open: Form | None = None
        self.words = ""
        self.text_of: tuple[str, str] | None = None
        self.button: tuple[str, str] | None = None
        self.href = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag in ("button", "a", "textarea"):
            self.words = ""
        if tag == "a":
            self.href = told.get("href", "")
        if tag == "form":
            self.open = Form(told.get("action") or self.here)
            self.forms.append(self.open)
        if self.open is None:
            return
        name = told.get("name", "")
        if tag == "button":
            self.button = (name, told.get("value", "")) if name else None
        elif tag == "textarea":
            self.text_of = (name, "")
        elif tag == "input" and name:
            chosen = told.get("type") not in ("radio", "checkbox") or "checked" in told
            if chosen:
                self.open.held.append((name, told.get("value", "")))

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_endtag(self, tag: str) -> None:
        words = " ".join(self.words.split())
        if tag == "a":
            self.links[words] = self.href
        if tag == "form":
            self.open = None
        if self.open is None:
            return
        if tag == "button":
            self.open.buttons[words] = self.button
        elif tag == "textarea" and self.text_of:
            self.open.held.append((self.text_of[0], self.words.removeprefix("\n")))


class Tab:
    """One tab on one app; what it shows is `text`, where it is `here`."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()
        self.text = ""
        self.here = ""

    def open(self, path: str) -> "Tab":
        return self._show(self.client.get(path, follow_redirects=True))

    def follow(self, words: str) -> "Tab":
        """Follow the first link whose words start so."""
        links = self._read().links
        return self.open(next(links[each] for each in links if each.startswith(words)))

    def press(self, button: str, **typed: str | list[str]) -> "Tab":
        """Type into the form that has the button, and press it."""
        form, name = next(
            (form, words)
            for form in self._read().forms
            for words in form.buttons
            if words.startswith(button)
        )
        sent: dict[str, list[str]] = {}
        for key, value in form.held:
            sent.setdefault(key, []).append(value)
        for key, given in typed.items():
            sent[key] = given if isinstance(given, list) else [given]
        pressed = form.buttons[name]
        if pressed is not None:
            sent[pressed[0]] = [pressed[1]]
        return self._show(self.client.post(form.action, data=sent, follow_redirects=True))

    def _read(self) -> _Forms:
        forms = _Forms(self.here)
        forms.feed(self.text)
        return forms

    def _show(self, response) -> "Tab":
        body = response.get_data()
        if response.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        self.text = body.decode()
        self.here = response.request.path
        assert response.status_code == 200, f"{self.here} answers {response.status_code}"
        return self
