"""The words of the privacy page for what the tables keep. A new private column needs a word here: a test sees to it."""

from __future__ import annotations

from lms.problems import N_

_SINCE = N_("since when and until when")
_NUMBER = N_("a number by which the program finds it")
_PAPER = N_("that a card or a code to sign in was given, by whom and when, and a fingerprint of it")
_DECLARED = N_("what you said of your groups, when, and what the office answered")
_GONE = N_("that somebody has died or left the province, since when, who wrote it down and who took it back")
_COUNTED = N_("since when you count among those who have learned, in which group and where")
_LOOK = N_("the size of the letters, the contrast and the language you chose")
_PHONE = N_("the telephones that may add answers without a network, and when they last did")
_SENT_LATER = N_("what a telephone sent later, when it was done, and whether it counts")
_TOLD = N_("what each notice was about, and when you saw it")
_TAKEN = N_("who asked for files with many certificates, when, and what was looked for")
_ASKED = N_("what you asked for, what was to be different, and what you wrote")
_CLASSES = N_(
    "which classes you are or were in, how and when you came into them, and whether your name is listed there"
)
_HELPED = N_("who of the digital team of your village helps you, and since when")
_VISITED = N_("when somebody of the digital team came by, what came of it, and when they come again")
_INVITED = N_("to which classes the digital team invited you")
_TEACHES = N_("which classes you teach")
_CAME = N_("to which sessions of your classes you came, as the teacher marked it, and when")
_IN_BY_PHONE = N_("in which sessions of your classes your telephone was, from when to when")
_WATCHED = N_("that a teacher watched you at a final in a class, and when")
_PICTURE = N_("until somebody has looked at it, the picture of your sheet and what was read off it")
_ASKED_IN_CLASS = N_("what you answered to the questions your teacher asked in class, whether it was right, and when")
_ALONG = N_("with which class you were taken along on a laptop without a network")
_SENT = N_("with which batch you were sent to be confirmed, under which key, and what was answered")
_CONFIRMED = N_("since when you are confirmed, who wrote it down and when")
_VOID = N_("that a certificate of yours was void after you were confirmed, and that this was told")
_NATIONAL = N_("your identity number, sealed, only where this office keeps it")
_BATCHES = N_(
    "who asked for batches and brought replies, when, and the files until they are taken away, sealed where identity numbers are kept"
)
_FIGURES = N_("who confirmed, explained or approved figures of a period, and what they wrote to it")
_SAME = N_("that two entries were found to be one person, why, who said so, and whether it was taken back")
_WRITES = N_("who brought and published drafts of courses")
_ANSWERED = N_("when you asked, who answered, when, and why it was refused")

WORDS = {
    # who you are
    "person.name": N_("full name, and the same in forms for searching and sorting"),
    "person.folded_name": N_("full name, and the same in forms for searching and sorting"),
    "person.sort_key": N_("full name, and the same in forms for searching and sorting"),
    "person.birth_year": N_("year of birth"),
    "person.phone": N_("telephone number, if you gave one"),
    "person.canonical_id": N_("that two entries are the same person"),
    "person.left_on": N_("the day from which you are no longer counted here"),
    "person.created_at": N_("when you were entered"),
    # place and groups
    "residence.org_unit_id": N_("commune and village"),
    **dict.fromkeys(("duplicate_decision.canonical_id", "duplicate_decision.reason"), _SAME),
    **dict.fromkeys(("duplicate_decision.decided_by", "duplicate_decision.decided_at"), _SAME),
    **dict.fromkeys(("duplicate_decision.taken_back_by", "duplicate_decision.taken_back_at"), _SAME),
    **dict.fromkeys(("departure.left_on", "departure.why"), _GONE),
    **dict.fromkeys(("departure.recorded_by", "departure.recorded_at"), _GONE),
    **dict.fromkeys(("departure.taken_back_by", "departure.taken_back_at"), _GONE),
    **dict.fromkeys(("group_declaration.group", "group_declaration.says", "group_declaration.note"), _DECLARED),
    **dict.fromkeys(("group_declaration.org_unit_id", "group_declaration.declared_at"), _DECLARED),
    **dict.fromkeys(("group_declaration.holds_from", "group_declaration.answered_at"), _DECLARED),
    **dict.fromkeys(("group_declaration.answered_by", "group_declaration.reason"), _DECLARED),
    "membership.group": N_("the groups you chose"),
    "membership.org_unit_id": N_("where you work or go to school"),
    "membership.declared_by": N_("who said so"),
    "counted_spell.indicator": _COUNTED,
    "counted_spell.org_unit_id": _COUNTED,
    # signing in
    "login.name": N_("login name"),
    "login.folded_name": N_("login name"),
    "login.password_hash": N_("a fingerprint of the password, from which nobody can read the password"),
    "login.pictures_hash": N_("a fingerprint of the three pictures, if you chose some"),
    "login.epoch": N_("how often all sign-ins were ended"),
    "login.created_at": N_("when the login was made, and when it was blocked"),
    "login.disabled_at": N_("when the login was made, and when it was blocked"),
    "sign_in_failures.key": N_("how often a wrong password was tried, and how long to wait"),
    "sign_in_failures.failures": N_("how often a wrong password was tried, and how long to wait"),
    "sign_in_failures.not_before": N_("how often a wrong password was tried, and how long to wait"),
    "sign_in_card.secret_sha256": _PAPER,
    "sign_in_card.made_by": _PAPER,
    "sign_in_card.made_at": _PAPER,
    "sign_in_card.ended_at": _PAPER,
    "recovery_code.code_hash": _PAPER,
    **dict.fromkeys(("activation_code.key", "activation_code.code_hash", "activation_code.printed_for"), _PAPER),
    **dict.fromkeys(("activation_code.made_by", "activation_code.made_at", "activation_code.expires_at"), _PAPER),
    **dict.fromkeys(("activation_code.tries", "activation_code.ended_at", "activation_code.used_at"), _PAPER),
    "recovery_code.printed_for": _PAPER,
    "recovery_code.made_by": _PAPER,
    "recovery_code.made_at": _PAPER,
    "recovery_code.expires_at": _PAPER,
    "recovery_code.tries": _PAPER,
    "recovery_code.ended_at": _PAPER,
    "recovery_code.used_at": _PAPER,
    "chosen_view.size": _LOOK,
    "chosen_view.contrast": _LOOK,
    "chosen_view.language": _LOOK,
    "web_session.key": N_("the sign-in of each browser, when it was last used and when it ends"),
    "web_session.data": N_(
        "what a browser read and answered before signing in, a sign-in or sign-up that is not finished, and the kind of machine"
    ),
    "web_session.created_at": N_("the sign-in of each browser, when it was last used and when it ends"),
    "web_session.seen_at": N_("the sign-in of each browser, when it was last used and when it ends"),
    "web_session.idle_minutes": N_("the sign-in of each browser, when it was last used and when it ends"),
    "web_session.expires_at": N_("the sign-in of each browser, when it was last used and when it ends"),
    # consent
    "consent.given_by": N_("who agreed to which words, when, and when it was taken back"),
    "consent.given_at": N_("who agreed to which words, when, and when it was taken back"),
    "consent.withdrawn_at": N_("who agreed to which words, when, and when it was taken back"),
    # learning
    "enrolment.enrolled_at": N_("when a course was begun and completed"),
    "enrolment.completed_at": N_("when a course was begun and completed"),
    "enrolment.printed_name": N_("the name you confirmed for the certificate"),
    "enrolment.name_confirmed_at": N_("the name you confirmed for the certificate"),
    "screen_read.screen_id": N_("which pages of a lesson were read, and when"),
    "screen_read.read_at": N_("which pages of a lesson were read, and when"),
    "attempt.recorded_by": N_("who keyed the answers in, if it was not you"),
    "attempt.drawn": N_("which questions were asked"),
    "attempt.started_at": N_("when the questions were begun and handed in"),
    "attempt.submitted_at": N_("when the questions were begun and handed in"),
    "attempt.score": N_("how many points, and whether it was enough"),
    "attempt.passed": N_("how many points, and whether it was enough"),
    "attempt.device": N_("for 14 days, a mark that tells only how many passed one course on one telephone on one day"),
    "answer.submission": N_("each answer, whether it was right, and when it was saved"),
    "answer.chosen": N_("each answer, whether it was right, and when it was saved"),
    "answer.is_right": N_("each answer, whether it was right, and when it was saved"),
    "answer.saved_at": N_("each answer, whether it was right, and when it was saved"),
    "offline_token.key": _PHONE,
    "offline_token.device": _PHONE,
    "offline_token.issued_at": _PHONE,
    "offline_token.expires_at": _PHONE,
    "offline_token.used_at": _PHONE,
    "offline_token.revoked_at": _PHONE,
    "offline_event.token_id": _SENT_LATER,
    "offline_event.payload": _SENT_LATER,
    "offline_event.client_time": _SENT_LATER,
    "offline_event.received_at": _SENT_LATER,
    "offline_event.outcome": _SENT_LATER,
    # classes
    "class_group.teacher_id": _TEACHES,
    **dict.fromkeys(("class_teacher.class_id", "class_teacher.added_by", "class_teacher.added_at"), _TEACHES),
    **dict.fromkeys(("outreach_helper.org_unit_id", "outreach_helper.helper_id"), _HELPED),
    **dict.fromkeys(("outreach_helper.assigned_by", "outreach_helper.assigned_at"), _HELPED),
    **dict.fromkeys(("outreach_visit.org_unit_id", "outreach_visit.visited_by"), _VISITED),
    **dict.fromkeys(("outreach_visit.visited_on", "outreach_visit.outcome", "outreach_visit.next_on"), _VISITED),
    **dict.fromkeys(("outreach_invitation.class_id", "outreach_invitation.invited_by"), _INVITED),
    "outreach_invitation.invited_at": _INVITED,
    "class_member.class_id": _CLASSES,
    "class_member.how": _CLASSES,
    "class_member.is_listed": _CLASSES,
    "class_member.joined_at": _CLASSES,
    "class_member.left_at": _CLASSES,
    "class_session.opened_by": _TEACHES,
    "class_attendance.session_id": _CAME,
    "class_attendance.present": _CAME,
    "class_attendance.marked_by": N_("who wrote down who came to a class"),
    "class_attendance.marked_at": _CAME,
    "live_session.started_by": N_("which classes you teach"),
    "live_presence.session_id": _IN_BY_PHONE,
    "live_presence.came_at": _IN_BY_PHONE,
    "live_presence.seen_at": _IN_BY_PHONE,
    "class_quiz_sheet.key": N_("which sheets of paper were made for you, and when"),
    "class_quiz_sheet.class_id": N_("which sheets of paper were made for you, and when"),
    "class_quiz_sheet.drawn_at": N_("which sheets of paper were made for you, and when"),
    "class_quiz_sheet.drawn_by": N_("for whom you had sheets made"),
    "class_watched_final.session_id": _WATCHED,
    "class_watched_final.has_learned": _WATCHED,
    "class_watched_final.opened_at": _WATCHED,
    "class_watched_final.closes_at": _WATCHED,
    "class_watched_final.opened_by": N_("whom you watched at a final"),
    "class_sheet_scan.public_id": _PICTURE,
    "class_sheet_scan.class_id": _PICTURE,
    "class_sheet_scan.digest": _PICTURE,
    "class_sheet_scan.state": _PICTURE,
    "class_sheet_scan.content": _PICTURE,
    "class_sheet_scan.reading": _PICTURE,
    "class_sheet_scan.brought_at": _PICTURE,
    "class_sheet_scan.brought_by": N_("which pictures of sheets you brought"),
    "live_question.asked_by": N_("what you asked in your classes"),
    "live_answer.question_id": _ASKED_IN_CLASS,
    "live_answer.submission": _ASKED_IN_CLASS,
    "live_answer.number": _ASKED_IN_CLASS,
    "live_answer.chosen": _ASKED_IN_CLASS,
    "live_answer.is_right": _ASKED_IN_CLASS,
    "live_answer.answered_at": _ASKED_IN_CLASS,
    **dict.fromkeys(("bundle_person.bundle_id", "bundle_person.person_id"), _ALONG),
    **dict.fromkeys(
        ("class_bundle.taken_by", "bundle_arrival.brought_by"), N_("who took a class along and brought it back")
    ),
    # certificates
    "certificate.code": N_("the code to check it by"),
    "certificate.org_unit_id": N_("in whose register it stands"),
    "certificate.snapshot": N_("every line that is printed on it"),
    "certificate.holder_folded": N_("full name, and the same in forms for searching and sorting"),
    "certificate.holder_sort_key": N_("full name, and the same in forms for searching and sorting"),
    "certificate.replaced_by": N_("which certificate replaced it"),
    "certificate_badge.content": N_("the same lines signed for computer programs, without your name"),
    "certificate_export.public_id": _TAKEN,
    "certificate_export.person_id": _TAKEN,
    "certificate_export.wanted": _TAKEN,
    "certificate_export.asked_at": _TAKEN,
    "certificate_export_item.certificate_id": N_("that a certificate is in such a file"),
    "certificate_export_piece.content": N_("the files, until they are taken away"),
    "certificate_export_piece.certificate_id": N_("that a certificate is in such a file"),
    "certificate_file.content": N_("the printed form"),
    "certificate_correction.wanted": _ASKED,
    "certificate_correction.note": _ASKED,
    "certificate_correction.asked_at": _ANSWERED,
    "certificate_correction.answered_at": _ANSWERED,
    "certificate_correction.answered_by": _ANSWERED,
    "certificate_correction.reason": _ANSWERED,
    "certificate_lookup.count": N_("how often others looked it up on each day, and not who"),
    "certificate_slip.payload": N_("what its QR code holds: name, year of birth, course, day and number, signed"),
    "certificate_slip.mark": N_("the mark under which it would stand in the list of what was revoked"),
    "certificate_slip.whole": N_("a signature that shows whether a line was changed later"),
    # confirmation on VNeID
    "vneid_member.key": _SENT,
    "vneid_member.status": _SENT,
    "vneid_member.confirmed_on": _SENT,
    "vneid_member.reason": _SENT,
    "vneid_member.answered_at": _SENT,
    "vneid_confirmation.confirmed_on": _CONFIRMED,
    "vneid_confirmation.recorded_at": _CONFIRMED,
    "vneid_confirmation.recorded_by": _CONFIRMED,
    "vneid_case.note": _VOID,
    "vneid_case.closed_by": _VOID,
    "vneid_case.closed_at": _VOID,
    "vneid_number.mark": _NATIONAL,
    "vneid_number.sealed": _NATIONAL,
    "vneid_number.recorded_at": _NATIONAL,
    "vneid_batch.person_id": _BATCHES,
    "vneid_batch.package": _BATCHES,
    "vneid_reply.person_id": _BATCHES,
    "vneid_reply.content": _BATCHES,
    "vneid_reply.uploaded_at": _BATCHES,
    # notices
    "notice.key": _TOLD,
    "notice.values": _TOLD,
    "notice.link": _TOLD,
    "notice.at": _TOLD,
    "notice.seen_at": _TOLD,
    # requests
    "request.wanted": _ASKED,
    "request.note": _ASKED,
    "request.org_unit_id": N_("commune and village"),
    "request.asked_at": _ANSWERED,
    "request.answered_at": _ANSWERED,
    "request.answered_by": _ANSWERED,
    "request.reason": _ANSWERED,
    # the office
    "role_grant.granted_by": N_("who may do what, and who allowed it"),
    "touched_person.cause": _COUNTED,
    **dict.fromkeys(("unit_confirmation.confirmed_by", "unit_confirmation.note"), _FIGURES),
    **dict.fromkeys(("surplus_reason.given_by", "surplus_reason.reason", "period_approval.approved_by"), _FIGURES),
    **dict.fromkeys(("draft.brought_by", "draft_published.published_by"), _WRITES),
    "map_outline.uploaded_at": N_("who brought which numbers to the office, and when"),
    "statistics_upload.uploaded_at": N_("who brought which numbers to the office, and when"),
    "statistics_upload.taken_at": N_("who brought which numbers to the office, and when"),
    "audit_row.actor_id": N_("who did what, to whom, when"),
    "audit_row.subject": N_("who did what, to whom, when"),
    "audit_row.details": N_("who did what, to whom, when"),
    "job.error": N_("what went wrong when a certificate was printed"),
    # wherever they stand
    "id": _NUMBER,
    "person_id": _NUMBER,
    "login_id": _NUMBER,
    "enrolment_id": _NUMBER,
    "attempt_id": _NUMBER,
    "certificate_id": _NUMBER,
    "public_id": _NUMBER,
    "valid_from": _SINCE,
    "valid_to": _SINCE,
}
