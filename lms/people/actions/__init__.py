"""What can be done to persons, their logins, groups, roles and consent: one function for each."""

from lms.people.actions.persons import (
    Agreed,
    Enrolled,
    LoginTaken,
    NewPerson,
    add_administrator,
    enrol,
    open_login,
    sign_up,
)
from lms.people.actions.roles import end_role, grant_role, open_grant
from lms.people.actions.ways_in import Tried, change_password, count_try, forgive_tries, keep_hash

__all__ = [
    "Agreed",
    "Enrolled",
    "LoginTaken",
    "NewPerson",
    "Tried",
    "add_administrator",
    "change_password",
    "count_try",
    "end_role",
    "enrol",
    "forgive_tries",
    "grant_role",
    "keep_hash",
    "open_grant",
    "open_login",
    "sign_up",
]
