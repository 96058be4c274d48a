"""The sentences of notices, by kind. A hole is filled from the values the notice was told with."""

from __future__ import annotations

from lms.notices.models import Kind
from lms.problems import N_

SENTENCES = {
    Kind.CERTIFICATE_ISSUED: N_("Your certificate for «%(course)s» has been issued."),
    Kind.CERTIFICATE_CORRECTED: N_("Your certificate for «%(course)s» was corrected. The new one takes its place."),
    Kind.CERTIFICATE_REVOKED: N_("Your certificate for «%(course)s» was revoked. The reason stands on its page."),
    Kind.CORRECTION_REFUSED: N_(
        "Your certificate for «%(course)s» could not be corrected. The reason stands on its page."
    ),
    Kind.SIGNED_IN_AGAIN: N_(
        "Somebody of the office or of your class helped you to sign in again. If that was not you, call the help number."
    ),
    Kind.CARD_PRINTED: N_("A sign-in card was printed for you. Keep it like a key: whoever holds it can come in."),
    Kind.ADDED_TO_CLASS: N_(
        "Your teacher put you on the list of the class «%(class)s». Whoever has the class code sees your name there; tell the teacher if you do not want that."
    ),
    Kind.INVITED_TO_CLASS: N_(
        "The digital team of your village invites you to the class «%(class)s», %(place)s, from %(day)s."
    ),
    Kind.TEACHES_ALONG: N_("You teach the class «%(class)s» too from now on, together with its teacher."),
    Kind.TEACHES_NO_LONGER: N_("You do not teach the class «%(class)s» any more; its teacher took you off."),
    Kind.DEVICE_REVOKED: N_("A telephone was taken off your account. What it had sent before is kept."),
    Kind.EXPORT_READY: N_("What you asked for is ready: %(what)s. It can be downloaded for seven days."),
    Kind.GROUP_APPROVED: N_("The office approved what you said of yourself: %(what)s."),
    Kind.GROUP_REFUSED: N_("The office could not approve this: %(what)s. The reason stands beside it."),
    Kind.HOME_CHANGED: N_("Your residence was changed: %(place)s, from %(day)s. Is that wrong? Ask for a correction."),
    Kind.LEFT_PROVINCE: N_(
        "It was written down that you moved out of the province: from %(day)s you are not counted here. Your certificates stay valid."
    ),
    Kind.REQUEST_DONE: N_("What you asked for has been done: %(what)s."),
    Kind.REQUEST_REFUSED: N_("What you asked for could not be done: %(what)s. The reason stands with your request."),
}

LINKS = {
    Kind.CERTIFICATE_ISSUED: N_("See the certificate"),
    Kind.CERTIFICATE_CORRECTED: N_("See the certificate"),
    Kind.CERTIFICATE_REVOKED: N_("See the certificate"),
    Kind.CORRECTION_REFUSED: N_("See the certificate"),
    Kind.SIGNED_IN_AGAIN: N_("See where you are signed in"),
    Kind.CARD_PRINTED: N_("See your account"),
    Kind.ADDED_TO_CLASS: N_("See your page"),
    Kind.INVITED_TO_CLASS: N_("See your page"),
    Kind.TEACHES_ALONG: N_("See the class"),
    Kind.TEACHES_NO_LONGER: N_("See your classes"),
    Kind.DEVICE_REVOKED: N_("See your telephones"),
    Kind.EXPORT_READY: N_("Go to the files"),
    Kind.GROUP_APPROVED: N_("See your groups"),
    Kind.GROUP_REFUSED: N_("See your groups"),
    Kind.HOME_CHANGED: N_("See your account"),
    Kind.LEFT_PROVINCE: N_("See your account"),
    Kind.REQUEST_DONE: N_("See your requests"),
    Kind.REQUEST_REFUSED: N_("See your requests"),
}
"""The words of the link of a notice."""

TRANSLATED = frozenset({"what"})
"""Holes whose value is itself a sentence for the translators."""
