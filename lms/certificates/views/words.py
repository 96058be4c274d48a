"""What is said of a certificate's state, in the visitor's language."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from lms.certificates.bulk.actions import NAMES
from lms.certificates.bulk.models import Export
from lms.certificates.bulk.rules import Kind, State
from lms.certificates.bulk.single_files import WAITS
from lms.certificates.models import Certificate, Status
from lms.certificates.rules import REASONS, Likeness, Reason, Signature, Verdict
from lms.clock import local_date
from lms.jobs.models import Job
from lms.jobs.models import State as JobState
from lms.web.pages import day, time_of_day


@dataclass(frozen=True, slots=True)
class Said:
    """A verdict: its kind, the word, and the sentence below it."""

    kind: Verdict
    title: str
    line: str = ""


def verdict_on(certificate: Certificate) -> Said:
    """Whether a certificate holds."""
    ended = day(certificate.ended_on) if certificate.ended_on else ""
    reason = _(REASONS[Reason(certificate.ended_reason)]) if certificate.ended_reason else ""
    if certificate.is_void:
        line = _("Void from the beginning: it never counted. %(reason)s", reason=reason)
        return Said(Verdict.REVOKED, _("Revoked"), _("Recorded on %(day)s.", day=_recorded(certificate)) + " " + line)
    if certificate.status == Status.REVOKED:
        line = _("On %(day)s. %(reason)s This paper counts for nothing any more.", day=ended, reason=reason)
        return Said(Verdict.REVOKED, _("Revoked"), line)
    if certificate.status == Status.SUPERSEDED:
        line = _("On %(day)s. %(reason)s Ask its holder for the new one.", day=ended, reason=reason)
        return Said(Verdict.REPLACED, _("Replaced"), line)
    return Said(Verdict.VALID, _("It holds"))


def status_word(certificate: Certificate) -> tuple[str, str]:
    """The sign and the word for a certificate's state in a list."""
    return {
        Status.ACTIVE: ("ok", _("It holds")),
        Status.REVOKED: ("bad", _("Revoked")),
        Status.SUPERSEDED: ("was", _("Replaced")),
    }[Status(certificate.status)]


def signature_on(signature: Signature, signer: str | None) -> str:
    """What is said of the signature of a certificate's file."""
    return {
        Signature.SIGNED: _("Signed digitally by %(signer)s.", signer=signer or ""),
        Signature.UNSIGNED: _("Copy without a digital signature: the hand and the seal on the paper count."),
        Signature.WAITING: _("It is being signed: the file waits for the digital signature of the issuing body."),
    }[signature]


def _recorded(certificate: Certificate) -> str:
    return day(local_date(certificate.ended_at)) if certificate.ended_at else ""


def mistyped() -> Said:
    """The code cannot be one of ours: no paper is under suspicion yet."""
    return Said(
        Verdict.MISTYPED, _("Mistyped code"), _("Some symbol is wrong. Look again at each one beside the QR code.")
    )


def unknown() -> Said:
    """A code that was never given out."""
    line = _("The code is written as it should be, but it was never given out. Beware of a false paper.")
    return Said(Verdict.UNKNOWN, _("Not found in the register"), line)


def unreachable(line: str = "") -> Said:
    """Nobody can say now, and that says nothing against the paper."""
    calm = _("The register cannot be reached now. That does not make the paper false: try again in a few minutes.")
    return Said(Verdict.UNREACHABLE, _("Cannot be checked"), line or calm)


def altered() -> Said:
    """The register itself is not what was signed."""
    line = _(
        "What the register holds is not what was signed when this was issued. Ask the issuer before you rely on the paper."
    )
    return Said(Verdict.UNREACHABLE, _("Cannot be checked"), line)


def answer_on(likeness: Likeness) -> tuple[str, str, str]:
    """The notice about a name that was compared: its kind, the sentence, and what to do."""
    return {
        Likeness.SAME: ("ok", _("The name matches"), _("Name and year of birth are those of the register.")),
        Likeness.SAME_BUT_MARKS: (
            "mind",
            _("The name matches but for marks or capitals"),
            _("Type it once more with every mark as on the paper."),
        ),
        Likeness.DIFFERENT: (
            "bad",
            _("The name does not match"),
            _(
                "Compare letter by letter, and the year of birth. If they are typed as on the paper, the paper is not right."
            ),
        ),
    }[likeness]


def name_of_export(export: Export) -> str:
    """What it is, in a few words."""
    return _(NAMES[Kind(export.kind)])


def state_of_export(export: Export) -> tuple[str, str]:
    """The sign and the word for how far it is."""
    return {
        State.MAKING: ("mind", _("Being made")),
        State.READY: ("ok", _("Ready")),
        State.STOPPED: ("bad", _("Stopped")),
    }[State(export.state)]


def trouble_with(job: Job) -> str | None:
    """What is said when the last try of the next step failed; the reason itself is for those who run the server."""
    if job.state == JobState.DEAD:
        return _("Eight tries have failed. Nothing half-made can be downloaded. Tell those who run this platform.")
    if not job.error:
        return None
    if job.error == WAITS:
        return _(
            "Some of the certificates wait for their signature. It is tried again by itself at %(time)s.",
            time=time_of_day(job.run_after),
        )
    return _("The last try failed. It is tried again by itself at %(time)s.", time=time_of_day(job.run_after))


def size(number: int) -> str:
    """«812 KB» or «48,5 MB»."""
    if number < 1 << 20:
        return f"{max(1, round(number / (1 << 10)))} KB"
    return f"{number / (1 << 20):.1f} MB".replace(".", ",")


def on_file(*, same: bool) -> tuple[str, str, str]:
    """The notice about a file whose fingerprint was compared."""
    if same:
        return "ok", _("This is the file that was issued"), _("Not one letter of it was changed.")
    more = _("A scan, a photograph or a file that was saved anew always differs. Compare the lines above with it.")
    return "bad", _("This is not the file that was issued"), more


def no_file() -> tuple[str, str, str]:
    """The notice when no file came."""
    return "bad", _("No file was chosen"), _("Choose the PDF file of the certificate, then press the button.")
