"""A phone that keeps one passkey, in software: what a browser would hand on from it."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_bytes
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

PRESENT, VERIFIED, HOLDS_KEY = 0x01, 0x04, 0x40


def text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def raw(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Device:
    """A key pair; `asks_who` is whether the device makes sure who holds it."""

    asks_who: bool = True
    name: bytes = field(default_factory=lambda: token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    signed: int = 0
    knows: bytes = b""

    def make(self, options: dict[str, Any], origin: str) -> str:
        """Return a new passkey as a page would post it."""
        self.knows = raw(options["user"]["id"])
        known = self._data(options["rp"]["id"], HOLDS_KEY) + bytes(16)
        known += len(self.name).to_bytes(2, "big") + self.name + self._public()
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": known})
        return self._posted(
            attestationObject=text(attested),
            clientDataJSON=text(self._client("webauthn.create", options, origin)),
            transports=["internal"],
        )

    def sign(self, options: dict[str, Any], origin: str) -> str:
        """Return the answer to a challenge as a page would post it."""
        self.signed += 1
        data = self._data(options["rpId"], 0)
        client = self._client("webauthn.get", options, origin)
        signature = self.key.sign(data + sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._posted(
            authenticatorData=text(data),
            clientDataJSON=text(client),
            signature=text(signature),
            userHandle=text(self.knows),
        )

    def _data(self, rp_id: str, flags: int) -> bytes:
        flags |= PRESENT | (VERIFIED if self.asks_who else 0)
        return sha256(rp_id.encode()).digest() + bytes([flags]) + self.signed.to_bytes(4, "big")

    def _public(self) -> bytes:
        point = self.key.public_key().public_numbers()
        x, y = (number.to_bytes(32, "big") for number in (point.x, point.y))
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})

    @staticmethod
    def _client(kind: str, options: dict[str, Any], origin: str) -> bytes:
        told = {"type": kind, "challenge": options["challenge"], "origin": origin}
        return json.dumps(told).encode()

    def _posted(self, **response: object) -> str:
        names = {"id": text(self.name), "rawId": text(self.name), "type": "public-key"}
        return json.dumps({**names, "response": response})
