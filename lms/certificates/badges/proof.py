"""Signs a document so that anybody with its issuer's public key can see that no letter was changed.

Data Integrity with the cryptosuite ``eddsa-rdfc-2022``: what is signed is the meaning of the document, so it may be
written down otherwise, in another order or with other blanks, and stays genuine.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from lms.certificates.badges.canonical import canonical
from lms.certificates.keys.shapes import multibase58


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: the issuer's DID, and the key with its name in it."""

    did: str
    kid: str
    key: Ed25519PrivateKey


def signed(document: dict[str, Any], signer: Signer, created: str) -> dict[str, Any]:
    """The document with its proof. The same document, key and instant give the same proof."""
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": created,
        "verificationMethod": f"{signer.did}#{signer.kid}",
        "proofPurpose": "assertionMethod",
    }
    about_proof = canonical({"@context": document["@context"], **proof})
    signature = signer.key.sign(sha256(about_proof).digest() + sha256(canonical(document)).digest())
    return {**document, "proof": [{**proof, "proofValue": multibase58(signature)}]}
