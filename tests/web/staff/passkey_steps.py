"""What a visitor does with a passkey, and a phone and a security key to do it with."""

import json
import re
from dataclasses import dataclass
from html import unescape

import pytest
from sqlalchemy import select

from participation.models import Passkey
from tests.fakes.device import Device
from tests.web.staff.conftest import PASSWORD, House, Visitor

OFFICER, MEMBER = "officer@testshire.example", "board-member@testshire.example"
HERE = "http://localhost"
ASKED = re.compile(r'<form action="([^"]+)"[^>]+data-options="([^"]+)"')


@dataclass
class Asked:
    """What a page asks of a device, and where the answer goes."""

    action: str
    options: dict


def asked(page: str) -> Asked:
    action, options = ASKED.search(page).groups()
    return Asked(unescape(action), json.loads(unescape(options)))


def add(visitor: Visitor, device: Device, usage: str = "first", name: str = "Work phone"):
    visitor.get("/own/passkeys")
    question = asked(visitor.post("/own/passkeys", name=name, usage=usage).text)
    return visitor.post(question.action, credential=device.make(question.options, HERE))


def sign_in(visitor: Visitor, device: Device, **more: str):
    visitor.get("/sign-in")
    question = asked(visitor.post("/sign-in/passkey", **more).text)
    return visitor.post(question.action, credential=device.sign(question.options, HERE), **more)


def typed_password(house: House, email: str = OFFICER) -> Visitor:
    visitor = house.visitor()
    visitor.get("/sign-in")
    visitor.post("/sign-in", email=email, password=PASSWORD)
    return visitor


def kept(house: House) -> list[Passkey]:
    with house.database.reading() as session:
        return list(session.scalars(select(Passkey)))


@pytest.fixture
def phone(officer: Visitor) -> Device:
    """A phone with a passkey of the officer that stands for password and code."""
    device = Device()
    assert add(officer, device).location == "/own/passkeys"
    return device


@pytest.fixture
def touched(officer: Visitor) -> Device:
    """A security key of the officer that stands for the code only."""
    device = Device(asks_who=False)
    assert add(officer, device, "secondary", "Blue key").location == "/own/passkeys"
    return device
