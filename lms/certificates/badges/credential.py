"""What a badge says: the frozen facts of a certificate in the words of Open Badges 3.0, and no name.

It names its holder by a random id and the salted hash of a secret of the office, both of this certificate alone: two
badges of one person do not show that they belong together. Why no hash of the name:
docs/decisions/0010-what-a-badge-tells.md.
"""

from __future__ import annotations

import hashlib
import uuid
from typing import Any

from lms.certificates.badges.issuer import did_of
from lms.certificates.rules import Facts

CONTEXT = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
]
"""The third is for the name of the kind of schema only; without it strict readers refuse the badge."""
_SCHEMA = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
_CRITERIA = (
    "Người học học các bài của khóa học, trên mạng hoặc tại lớp, rồi tự mình trả lời bài cuối khóa: những câu hỏi rút ngẫu "
    "nhiên từ bộ câu hỏi của khóa học, chấm theo đáp án cố định của bản khóa học ấy. Ai đạt từ mức điểm khóa học quy định "
    "trở lên thì được cấp giấy chứng nhận."
)


def credential(facts: Facts, secret: str, status_list: int, status_index: int) -> dict[str, Any]:
    """The badge of a certificate, not signed yet.

    ``secret`` is the key of its row, which only the office knows: the holder's id and salt are made from it, too.
    """
    status = f"{facts.check_at}/status/{status_list}"
    return {
        "@context": CONTEXT,
        "id": f"{facts.address}/credential.json",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": facts.course_title,
        "issuer": {"id": did_of(facts.check_at), "type": ["Profile"], "name": _issuer(facts), "url": facts.check_at},
        "validFrom": facts.issued_at,
        "credentialSubject": {
            "id": f"urn:uuid:{uuid.uuid5(uuid.UUID(secret), 'holder')}",
            "type": ["AchievementSubject"],
            "identifier": [_holder(secret)],
            "licenseNumber": facts.number,
            "narrative": f"{facts.result_line.capitalize()}, {facts.mode_line}, hoàn thành ngày {facts.completed_line}.",
            "achievement": _achievement(facts),
        },
        "credentialStatus": {
            "id": f"{status}#{status_index}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(status_index),
            "statusListCredential": status,
        },
        "credentialSchema": [{"id": _SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
    }


def _achievement(facts: Facts) -> dict[str, Any]:
    course = f"{facts.check_at}/courses/{facts.course_slug}"
    return {
        "id": course,
        "type": ["Achievement"],
        "achievementType": "Course",
        "inLanguage": "vi",
        "name": facts.course_title,
        "description": f"Khóa học của {facts.movement}, thời lượng {facts.hours_line}.",
        "version": str(facts.course_version),
        "criteria": {"id": f"{course}#criteria", "narrative": _CRITERIA},
    }


def _issuer(facts: Facts) -> str:
    return f"{facts.issuer} (minh họa, không có giá trị)" if facts.is_demonstration else facts.issuer


def _holder(secret: str) -> dict[str, Any]:
    salt = hashlib.sha256(f"salt {secret}".encode()).hexdigest()[:32]
    return {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": f"sha256${hashlib.sha256((secret + salt).encode()).hexdigest()}",
        "identityType": "systemId",
        "salt": salt,
    }
