"""Two verifiers of badges that others have written: Digital Bazaar's in JavaScript, openbadgeslib in Python.

Both get what a verifier would fetch handed over, and have no network.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openbadgeslib.ob3.did import resolve_verification_method
from openbadgeslib.ob3.ldp import OB3LdpVerifier, verify_data_integrity_proof

Document = dict[str, Any]
_NODE = Path(sys.executable).with_name("node")


@dataclass(frozen=True)
class Verdict:
    """What Digital Bazaar's verifier says of a badge."""

    verified: bool
    ended: list[bool] | None
    """What the status list says of it: a badge that has ended is verified all the same."""
    shape: list[str]
    """Where it departs from the shape of a badge (JSON Schema, by ajv)."""
    error: str

    @property
    def is_good(self) -> bool:
        """Whether it is genuine and holds."""
        return self.verified and self.ended == [False] and not self.shape


def judge(did: Document, lists: Mapping[str, Document], badges: Mapping[str, Document]) -> dict[str, Verdict]:
    """What Digital Bazaar's verifier says of badges, all in one run."""
    said = subprocess.run(
        [_NODE, Path(__file__).with_name("verify.mjs")],
        input=json.dumps({"did": did, "lists": lists, "badges": badges}),
        capture_output=True,
        text=True,
        check=True,
    )
    return {name: Verdict(**verdict) for name, verdict in json.loads(said.stdout).items()}


def verify(did: Document, lists: Mapping[str, Document], badge: Document) -> None:
    """Verify a badge, its status and the list that says so with openbadgeslib, which raises what is wrong."""
    fetch = _at(did, lists)
    verifier = OB3LdpVerifier(issuer_did=did["id"])
    verifier.verify(badge, check_status=True, download=fetch, verify_status_list=False)  # it knows lists in JWT only
    for signed in lists.values():
        method = signed["proof"][0]["verificationMethod"]
        verify_data_integrity_proof(signed, resolve_verification_method(method, download=fetch))


def _at(did: Document, lists: Mapping[str, Document]) -> Callable[[str], bytes]:
    host = did["id"].removeprefix("did:web:")
    known = {f"https://{host}/.well-known/did.json": did, **lists}
    return lambda address: json.dumps(known[address]).encode()
