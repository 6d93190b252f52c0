"""A visitor without a screen: asks for pages, fills in their forms, follows where they lead."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from html.parser import HTMLParser

import httpx
from starlette.applications import Starlette

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the client itself announces its next name
    from starlette.testclient import TestClient

ADDRESS = "http://127.0.0.1:8000"
FRENCH = {"accept-language": "fr"}


class Form:
    """A form of a page: where it goes and what its fields hold."""

    def __init__(self, method: str, action: str) -> None:
        self.method = method
        self.action = action
        self.fields: list[tuple[str, str]] = []
        self.choices: dict[str, list[str]] = {}
        self.buttons: list[tuple[str, str]] = []


class PageReader(HTMLParser):
    """The forms and links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "form":
            self._inside = True
            self.forms.append(Form(given.get("method", "get"), given.get("action", "")))
        elif self._inside and "name" in given and "disabled" not in given:
            self._field(tag, given)

    def _field(self, tag: str, given: dict[str, str]) -> None:
        form, name, value = self.forms[-1], given["name"], given.get("value", "")
        if tag == "button":
            form.buttons.append((name, value))
        elif given.get("type") == "radio":
            form.choices.setdefault(name, []).append(value)
            if "checked" in given:
                form.fields.append((name, value))
        else:
            form.fields.append((name, value))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False


class Visitor:
    """``page`` is the last answer."""

    def __init__(self, app: Starlette, headers: Mapping[str, str] = FRENCH) -> None:
        self.client: httpx.Client = TestClient(
            app,
            base_url=ADDRESS,
            headers={"origin": ADDRESS, **headers},
            raise_server_exceptions=False,
        )
        self.page = httpx.Response(200)

    @property
    def path(self) -> str:
        """Where the last page is, without the address of the server."""
        return self.page.url.raw_path.decode()

    @property
    def text(self) -> str:
        return self.page.text

    @property
    def links(self) -> list[str]:
        return self._read().links

    @property
    def forms(self) -> list[Form]:
        return self._read().forms

    def _read(self) -> PageReader:
        reader = PageReader()
        reader.feed(self.text)
        return reader

    def open(self, path: str, *, follow: bool = True) -> httpx.Response:
        self.page = self.client.get(path, follow_redirects=follow)
        return self.page

    def form(self, action: str) -> Form:
        """The form of the page that goes to a path ending so."""
        found = [form for form in self.forms if form.action.endswith(action)]
        assert found, (action, [form.action for form in self.forms])
        return found[0]

    def send(
        self,
        action: str,
        values: Mapping[str, str | list[str]] | None = None,
        *,
        follow: bool = True,
    ) -> httpx.Response:
        """Send the form of the page whose address ends so, with ``values`` in its fields."""
        form = self.form(action)
        fields: dict[str, str | list[str]] = {}
        for name, value in form.fields:
            held = fields.get(name)
            if held is None:
                fields[name] = value
            else:
                fields[name] = [*([held] if isinstance(held, str) else held), value]
        self.page = self.client.post(
            form.action, data={**fields, **(values or {})}, follow_redirects=follow
        )
        return self.page

    def come_in(self, name: str) -> None:
        self.open("/")
        self.send("/bienvenue", {"nom": name})
        assert self.page.status_code == 200
