"""What only a room on top can do: forget somebody in every room at once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from lms.certificates.corrections import actions as corrections
from lms.classroom.bundles.models import BundlePerson
from lms.classroom.live.models import LivePresence
from lms.classroom.live.questions.models import LiveAnswer
from lms.classroom.models import ClassMember, ClassTeacher
from lms.classroom.quizzes.ending import forget_sheets
from lms.classroom.sessions.models import ClassAttendance
from lms.learning.actions.forgetting import forget
from lms.notices.models import Notice
from lms.offline.models import OfflineEvent, OfflineToken
from lms.outreach.models import OutreachHelper, OutreachInvitation, OutreachVisit
from lms.people import queries as people
from lms.people.activation.models import ActivationCode
from lms.people.papers.models import RecoveryCode, SignInCard
from lms.people.requests import actions as requests
from lms.people.requests.models import Request


def delete_person(db: Session, request: Request, actor_id: int, now: datetime) -> list[int]:
    """Do what a deletion asks for: what was learned, sent, told and made to sign in with goes; who it was is forgotten.

    What stays is what the law asks to keep: the register of certificates, the record of who did what, the proof of
    consent and of this request. Gives the ids of the ways in, whose sessions are to end. Raises :class:`Conflict`
    when it was answered meanwhile, or while the person has a role here.
    """
    ended = requests.close_account(db, request, actor_id, now)
    forget_sheets(db, request.person_id)
    forget(db, request.person_id)
    corrections.forget(db, request.person_id, now)
    for table in (
        ActivationCode,
        BundlePerson,
        LiveAnswer,
        LivePresence,
        ClassAttendance,
        ClassMember,
        OutreachHelper,
        OutreachVisit,
        OutreachInvitation,
        ClassTeacher,
        OfflineEvent,
        OfflineToken,
        Notice,
    ):
        db.execute(delete(table).where(table.person_id == request.person_id))
    for paper in (SignInCard, RecoveryCode):
        db.execute(delete(paper).where(paper.login_id.in_(people.logins_of(db, request.person_id))))
    return ended
