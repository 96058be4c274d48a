"""Why a step of a period cannot be taken."""

from __future__ import annotations

from lms.problems import N_, Conflict, Problem


class NotOver(Problem):
    """The cut-off day has not ended."""

    def __init__(self) -> None:
        super().__init__(N_("The period is not over yet; its figures are those at the end of its last day."))


class IsFrozen(Conflict):
    """What comes now is a correction."""

    def __init__(self) -> None:
        super().__init__(N_("This period is frozen. The province can correct it, with a reason."))


class IsApproved(Conflict):
    """Somebody was faster."""

    def __init__(self) -> None:
        super().__init__(N_("This is approved already; it is being frozen."))


class IsBeingFrozen(Conflict):
    """Too late to think better of it."""

    def __init__(self) -> None:
        super().__init__(
            N_("The freezing has begun, so the approval stands. A correction, with a reason, comes after it.")
        )


class NeedsReasonToWithdraw(Problem):
    """Whoever waits for the figures reads why."""

    def __init__(self) -> None:
        super().__init__(N_("Write why the approval is withdrawn."), field="why")


class NotApproved(Problem):
    """Freezing comes after approving."""

    def __init__(self) -> None:
        super().__init__(N_("The province has not approved these figures yet."))


class NeedsReason(Problem):
    """A correction says why."""

    def __init__(self) -> None:
        super().__init__(N_("Write why the figures are corrected."), field="reason")


class HasSurpluses(Problem):
    """More have attained than there are (D8)."""

    def __init__(self, many: int) -> None:
        super().__init__(
            N_(
                "%(many)s figures have more people who attained than there are people. Mend the number of people, or write why, for each of them."
            ),
            many=many,
        )
        self.many = many


class BeingCounted(Conflict):
    """A rule changed; figures are between the old and the new."""

    def __init__(self) -> None:
        super().__init__(N_("Everybody is being counted anew; freeze the figures when that has ended."))


class Differs(Problem):
    """A recount from the facts does not agree; ``places`` names where, with both numbers."""

    def __init__(self, places: list[str]) -> None:
        super().__init__(
            N_("A recount from the facts does not agree with the figures in %(many)s places; nothing was frozen."),
            many=len(places),
        )
        self.places = places
