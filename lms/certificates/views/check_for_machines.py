"""The same answers for machines: the fields of the page, the name covered as there."""

from __future__ import annotations

from flask import Response
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from lms.certificates import queries
from lms.certificates.blueprint import bp
from lms.certificates.codes import bare, is_well_formed
from lms.certificates.lookups.counting import count_after
from lms.certificates.models import Certificate
from lms.certificates.rules import Verdict
from lms.certificates.slips.queries import is_as_signed
from lms.certificates.views import words
from lms.certificates.views.signatures import signature_of
from lms.certificates.views.unseen import unseen_json, wait
from lms.certificates.wording import masked
from lms.clock import local, now
from lms.problems import TooMany
from lms.web import EVERYONE, open_to, reading
from lms.web.failures import count_failure, never_refuse


@bp.get("/x/<code>.json")
@open_to(EVERYONE)
def verify_json(code: str) -> ResponseReturnValue:
    """The verdict on a code, and every line of the paper but the name."""
    if not is_well_formed(bare(code)):
        return _answer(Verdict.MISTYPED, 422)
    certificate = queries.find(reading(), bare(code))
    if certificate is None:
        return _unknown()
    if not is_as_signed(reading(), certificate):
        return _answer(Verdict.UNREACHABLE, 200, why="altered")
    response = _answer(words.verdict_on(certificate).kind, 200, **_lines(certificate))
    count_after(response, certificate)
    return response


@bp.record
def _never_refuse(state: BlueprintSetupState) -> None:
    never_refuse(state, verify_json)


def _unknown() -> ResponseReturnValue:
    try:
        count_failure("code")
    except TooMany as problem:
        return wait(_answer(Verdict.UNREACHABLE, problem.status, why="too many wrong codes"), problem.retry_after)
    return _answer(Verdict.UNKNOWN, 404)


def _answer(status: Verdict, http_status: int, **values: object) -> Response:
    return unseen_json(
        {"status": status, "checked_at": local(now()).isoformat(timespec="seconds"), **values}, http_status
    )


def _lines(certificate: Certificate) -> dict[str, object]:
    facts = certificate.facts
    signature, signer = signature_of(certificate)
    return {
        "ended_on": certificate.ended_on.isoformat() if certificate.ended_on else None,
        "reason": certificate.ended_reason,
        "code": certificate.code,
        "number": facts.number,
        "holder_masked": masked(facts.holder),
        "place": facts.place_line,
        "course": facts.course_title,
        "hours": facts.half_hours / 2,
        "score_percent": facts.score_percent,
        "mode": facts.mode,
        "completed_on": facts.completed_on,
        "issued_on": facts.issued_on,
        "place_and_date": facts.place_and_date,
        "issuer": facts.issuer,
        "superior": facts.superior,
        "signatory": " ".join([*facts.signatory_title.splitlines(), facts.signatory_name]).strip(),
        "decision": facts.decision,
        "is_demonstration": facts.is_demonstration,
        "signature": signature,
        "signer": signer,
        "sha256": queries.fingerprint(reading(), certificate.id),
    }
