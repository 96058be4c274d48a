"""The pages of the preview: everything at a glance, and one leaf at a time as telephones, projectors and paper show it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, cast

from flask import Blueprint, Response, abort, current_app, jsonify, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.utils import redirect

from lms.authoring.preview.leaves import Leaf, Show
from lms.authoring.preview.watching import Rendered, State, Watched
from lms.catalogue.archive.editions import edition_of_course
from lms.catalogue.views import as_file
from lms.classroom.projector.slides import slides_of
from lms.learning.rules.sources import source
from lms.web.pages import page

bp = Blueprint("preview", __name__)

WATCHED = "lms.authoring.preview"
DATA = Path(__file__).parent / "data"
PAPERS = ("A4", "A5")
_AID = {"fs": ("2", "3"), "co": ("1",)}
_OWN = {"preview.css": "text/css", "preview.js": "text/javascript"}
_HEADING = re.compile(r"<(/?)h([2-5])>")


@bp.get("/")
def everything() -> ResponseReturnValue:
    """Every lesson, screen and question, each with the place it is written at."""
    return _shown("list.html", lambda rendered: {"way": "list", "leaves": rendered.leaves})


@bp.get("/questions")
def questions() -> ResponseReturnValue:
    """Every question with what is right and why."""
    return _shown(
        "questions.html",
        lambda rendered: {"way": "questions", "leaves": [leaf for leaf in rendered.leaves if leaf.show is Show.ANSWER]},
    )


@bp.get("/phone/")
@bp.get("/phone/<path:key>")
def phone(key: str = "") -> ResponseReturnValue:
    """One leaf in a frame as wide as a telephone, so that it is laid out as on one."""
    if (rendered := _state().rendered) and _leaf(rendered, key).show is Show.LESSON:
        return redirect(url_for("preview.phone", key=f"{key}/1", **_aid()))
    return _shown("phone.html", lambda rendered: {"way": "phone", "aid": _aid(), **_around(rendered, key, _ON_PHONES)})


@bp.get("/page/")
@bp.get("/page/<path:key>")
def inside(key: str = "") -> ResponseReturnValue:
    """What is in that frame: the page as learners see it."""
    return _shown("page.html", lambda rendered: {"way": "phone", "aid": _aid(), **_around(rendered, key, _ON_PHONES)})


@bp.get("/projector/")
@bp.get("/projector/<path:key>")
def projector(key: str = "") -> ResponseReturnValue:
    """One leaf in letters that are read from the last row."""
    return _shown("projector.html", lambda rendered: {"way": "projector", **_around(rendered, key, tuple(Show))})


@bp.get("/wall/<module>")
def wall(module: str) -> ResponseReturnValue:
    """The slides a teacher will show of a lesson."""
    rendered = _state().rendered
    found = next((leaf.module for leaf in rendered.leaves if leaf.key == module), None) if rendered else None
    return page("authoring/preview/wall.html", module=found, slides=slides_of(found)) if found else abort(404)


@bp.get("/print/")
@bp.get("/print/<module>")
def paper(module: str = "") -> ResponseReturnValue:
    """One lesson, or all of them, with the questions and at the end the answers."""

    def printed(rendered: Rendered) -> dict[str, object]:
        chosen = [leaf for leaf in rendered.leaves if leaf.module and module in ("", leaf.module.slug)]
        if not chosen:
            abort(404)
        return {"way": "print", "key": module, "leaves": chosen, "leaf": chosen[0], "papers": PAPERS}

    return _shown("print.html", printed)


@bp.get("/booklet.pdf")
def booklet() -> Response:
    """The booklet learners are given."""
    from lms.catalogue.archive.booklet import booklet as bound  # the press is slow to load

    rendered = _state().rendered
    if rendered is None or not rendered.is_sound:
        abort(404)
    edition, wanted = edition_of_course(rendered.manuscript), request.args.get("paper", "")
    return Response(bound(edition, wanted if wanted in PAPERS else PAPERS[0]), mimetype="application/pdf")


@bp.get("/changed")
def changed() -> Response:
    """Whether the folder is another than ``since``; asked once a second, so that no file is read for it."""
    stamp = _watched().stamp()
    return jsonify(changed=stamp != request.args.get("since"), stamp=stamp)


@bp.get("/media/<name>")
def media(name: str) -> Response:
    """A picture or recording of the course that is shown: out of its memory, never off the disk."""
    rendered = _state().rendered
    content = rendered.media.get(name) if rendered else None
    if content is None:
        abort(404)
    return as_file(content, *name.split("."))


@bp.get("/own/<any('preview.css', 'preview.js'):name>")
def own(name: str) -> Response:
    """The style and the script of the preview itself."""
    return Response((DATA / name).read_bytes(), mimetype=_OWN[name])


def deep(html: str) -> str:
    """Text of a screen with its headings two steps deeper: on paper it stands below a screen of a lesson of a course."""
    return _HEADING.sub(lambda tag: f"<{tag[1]}h{min(int(tag[2]) + 2, 6)}>", html)


_ON_PHONES = tuple(show for show in Show if show is not Show.LESSON)


def _around(rendered: Rendered, key: str, shown: tuple[Show, ...]) -> dict[str, object]:
    """A leaf, the ones before and after it, and where that is."""
    leaf = _leaf(rendered, key)
    row = [each for each in rendered.leaves if each.show in shown]
    if leaf not in row:
        abort(404)
    at = row.index(leaf)
    return {
        "key": key,
        "leaf": leaf,
        "at": at + 1,
        "of": len(row),
        "before": row[at - 1] if at else None,
        "after": row[at + 1] if at + 1 < len(row) else None,
        "updated": date.fromisoformat(leaf.module.updated) if leaf.module else None,
        "sources": [source(line) for line in leaf.module.sources] if leaf.module else [],
    }


def _aid() -> dict[str, Any]:
    """The size of letters and the contrast a learner would have chosen, out of the address; nothing where it is usual."""
    return {name: request.args[name] for name in _AID if request.args.get(name) in _AID[name]}


def _leaf(rendered: Rendered, key: str) -> Leaf:
    return next((leaf for leaf in rendered.leaves if leaf.key == key), None) or abort(404)


def _shown(template: str, values: Callable[[Rendered], dict[str, object]]) -> ResponseReturnValue:
    """A page of what can be shown under the faults of the newest text; where nothing can, the faults alone."""
    state = _state()
    base: dict[str, object] = {"state": state, "folder": _watched().folder.name}
    if state.rendered is None:
        return page("authoring/preview/faults.html", way="", **base)
    course = state.rendered.course
    return page(f"authoring/preview/{template}", course=course, **base, **values(state.rendered))


@bp.app_errorhandler(404)
def not_there(_error: object) -> ResponseReturnValue:
    """An address the course does not have, perhaps no longer: the faults, and the way to what there is."""
    state = _state()
    return page("authoring/preview/faults.html", way="", state=state, folder=_watched().folder.name, is_lost=True), 404


@bp.app_errorhandler(500)
def stumbled(_error: object) -> ResponseReturnValue:
    """Our own mistake over this text: it is told in the terminal, and the page looks again after the next saving."""
    state = State(_watched().stamp(), (), None)
    return page("authoring/preview/faults.html", way="", state=state, folder=_watched().folder.name, is_ours=True), 500


def _watched() -> Watched:
    return cast("Watched", current_app.extensions[WATCHED])


def _state() -> State:
    return _watched().state()
