"""A page of every part in every state, for those who build pages; a production server does not have it."""

from __future__ import annotations

from flask import abort, current_app
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, PasswordField, RadioField, StringField

from lms.home.blueprint import bp
from lms.web import EVERYONE, open_to, page
from lms.web.forms import Form


class SpecimenForm(Form):
    """One field of each kind."""

    name = StringField("Họ và tên")
    birth_year = StringField("Năm sinh")
    password = PasswordField("Mật khẩu")
    village = RadioField("Xóm, khu", choices=["Khu 1", "Khu 2"])  # type: ignore[list-item]  # the stubs are older
    shared = BooleanField("Máy dùng chung: tự thoát sau 30 phút")


@bp.get("/style")
@open_to(EVERYONE)
def style() -> ResponseReturnValue:
    """Every part."""
    if current_app.config["SETTINGS"].production:
        abort(404)
    form = SpecimenForm(birth_year="58", village="Khu 2")
    form.form_errors.append("Chưa lưu được, mời thử lại")
    form.birth_year.errors = ["Năm sinh gồm 4 chữ số, ví dụ 1958"]
    return page("home/style.html", form=form)
