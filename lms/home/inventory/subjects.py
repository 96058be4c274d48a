"""Under which subject of the privacy page each table stands, and how long what it holds is kept."""

from __future__ import annotations

from lms.home.rules import Subject
from lms.problems import N_

_PERSON = Subject(
    N_("Who you are"),
    N_("To know whose lessons and certificates these are, and to count how many people have learned."),
    N_("Until you ask to have it deleted."),
)
_PLACE = Subject(
    N_("Where you live, and your groups"),
    N_("So that you stand in the register of your own commune, and are counted there."),
    N_("Until you ask to have it deleted; earlier places stay beside it with their days."),
)
_SIGN_IN = Subject(
    N_("How you sign in"),
    N_("To let you in and nobody else, and to slow down whoever guesses passwords."),
    N_("The sign-in until you sign out, 90 days at the longest; the rest until you ask to have it deleted."),
)
_CONSENT = Subject(
    N_("That you agreed"),
    N_("To be able to prove what you agreed to, as the law asks."),
    N_("As long as the account, and after it as proof."),
)
_LEARNING = Subject(
    N_("Your lessons and answers"),
    N_("So that you go on where you were, and to see whether the course is completed."),
    N_("Until you ask to have it deleted."),
)
_CLASS = Subject(
    N_("Your classes"),
    N_("So that you find your name with the code of your class and come in, and the teacher knows who learns there."),
    N_("Until you ask to have it deleted. Others see your name with the code only while the class is open."),
)
_SHEET = Subject(
    N_("Your sheets of paper"),
    N_("So that what you marked on paper comes to your own answers and to nobody else's."),
    N_("Until you ask to have it deleted."),
)
_SCAN = Subject(
    N_("Pictures of your sheets"),
    N_("So that your teacher can compare what was read with what you marked."),
    N_("Until your teacher has looked, seven days at the longest."),
)
_DOOR = Subject(
    N_("Visits by the digital team of your village"),
    N_("So that somebody of your village helps you to begin, and does not come in vain."),
    N_("Until you ask to have it deleted."),
)
_CERTIFICATE = Subject(
    N_("Your certificates"),
    N_("So that anybody you show one to can check that it is genuine."),
    N_("For good, like every register of certificates."),
)
_EXPORT = Subject(
    N_("Files with the certificates of many"),
    N_("So that those in charge of your place can print and hand out certificates."),
    N_("Seven days; that somebody took one stays in the record of who did what."),
)
_VNEID = Subject(
    N_("Confirmation on VNeID"),
    N_("So that the office can ask that your skills are confirmed on VNeID, and knows what was answered."),
    N_("For good; the file with names is taken away once everybody in it has been answered."),
)
_NOTICE = Subject(
    N_("What we told you"),
    N_("So that you hear of what happened to your account and to your certificates."),
    N_("Until you ask to have it deleted."),
)
_REQUEST = Subject(
    N_("What you asked for about your data"),
    N_("So that it is answered in time, and to be able to prove that it was."),
    N_("As long as the account, and after it as proof, without what you wrote."),
)
_OFFICE = Subject(
    N_("Who does what here"),
    N_("To know who may act for the office, and who did what to whose data."),
    N_("For good: this record is added to, never changed."),
)

SUBJECTS = {
    "person": _PERSON,
    "residence": _PLACE,
    "departure": _PLACE,
    "duplicate_decision": _PERSON,
    "group_declaration": _PLACE,
    "membership": _PLACE,
    "counted_spell": _PLACE,
    "touched_person": _PLACE,
    "login": _SIGN_IN,
    "sign_in_failures": _SIGN_IN,
    "sign_in_card": _SIGN_IN,
    "recovery_code": _SIGN_IN,
    "activation_code": _SIGN_IN,
    "web_session": _SIGN_IN,
    "chosen_view": _SIGN_IN,
    "consent": _CONSENT,
    "enrolment": _LEARNING,
    "screen_read": _LEARNING,
    "attempt": _LEARNING,
    "answer": _LEARNING,
    "offline_token": _LEARNING,
    "offline_event": _LEARNING,
    "class_member": _CLASS,
    "class_group": _CLASS,
    "class_session": _CLASS,
    "outreach_helper": _DOOR,
    "outreach_visit": _DOOR,
    "outreach_invitation": _DOOR,
    "class_teacher": _CLASS,
    "class_attendance": _CLASS,
    "live_session": _CLASS,
    "live_presence": _CLASS,
    "class_quiz_sheet": _SHEET,
    "class_watched_final": _CLASS,
    "class_sheet_scan": _SCAN,
    "live_question": _CLASS,
    "live_answer": _CLASS,
    "bundle_person": _CLASS,
    "class_bundle": _CLASS,
    "bundle_arrival": _CLASS,
    "certificate": _CERTIFICATE,
    "certificate_badge": _CERTIFICATE,
    "certificate_file": _CERTIFICATE,
    "certificate_correction": _CERTIFICATE,
    "certificate_lookup": _CERTIFICATE,
    "certificate_export": _EXPORT,
    "certificate_export_item": _EXPORT,
    "certificate_export_piece": _EXPORT,
    "certificate_slip": _CERTIFICATE,
    "vneid_member": _VNEID,
    "vneid_confirmation": _VNEID,
    "vneid_case": _VNEID,
    "vneid_number": _VNEID,
    "vneid_batch": _VNEID,
    "vneid_reply": _VNEID,
    "notice": _NOTICE,
    "request": _REQUEST,
    "role_grant": _OFFICE,
    "statistics_upload": _OFFICE,
    "map_outline": _OFFICE,
    "draft": _OFFICE,
    "draft_published": _OFFICE,
    "unit_confirmation": _OFFICE,
    "surplus_reason": _OFFICE,
    "period_approval": _OFFICE,
    "audit_row": _OFFICE,
    "job": _OFFICE,
}
"""The tables that hold anything of people, in the order of the page."""
