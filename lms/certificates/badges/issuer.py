"""Who signs badges, as everybody reads it: did:web, a document at a fixed address of the host."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from lms.certificates.keys.shapes import multikey


def did_of(host: str) -> str:
    """The DID of whoever issues at an address like «https://hoc.example.vn»: with the port if there is one."""
    return "did:web:" + urlsplit(host).netloc.replace(":", "%3A")


def did_document(host: str, keys: Mapping[str, Ed25519PublicKey]) -> dict[str, Any]:
    """Who issues at a host, and every key by its kid that signs there or has signed."""
    did = did_of(host)
    methods = [
        {"id": f"{did}#{kid}", "type": "Multikey", "controller": did, "publicKeyMultibase": multikey(key)}
        for kid, key in keys.items()
    ]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }
