"""What can be done to persons, their logins, groups, roles and consent: one function for each."""

from lms.people.actions.persons import Agreed, LoginTaken, NewPerson, add_administrator, join_group, sign_up
from lms.people.actions.roles import end_role, grant_role
from lms.people.actions.ways_in import change_password, count_try, sign_in

__all__ = [
    "Agreed",
    "LoginTaken",
    "NewPerson",
    "add_administrator",
    "change_password",
    "count_try",
    "end_role",
    "grant_role",
    "join_group",
    "sign_in",
    "sign_up",
]
