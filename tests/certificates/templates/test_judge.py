"""The guard and veraPDF agree: what one calls broken the other does too."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lms.certificates.printing import printed
from lms.certificates.templates.files import file_complaints
from lms.certificates.templates.form import Form
from lms.certificates.templates.samples import sample_people
from lms.certificates.templates.shipped import shipped
from tests.certificates.conftest import Judge

BROKEN = {
    "no language": ('<html lang="vi"', "<html"),
    "no title": ("<title>", "<title></title><title hidden>"),
    "a picture nobody describes": ("<h1>", '<img src="own:drum.svg" style="position: absolute; width: 9mm"><h1>'),
    "nothing": ("<h1>", "<h1>"),
}


def form(old: str, new: str) -> Form:
    ours = shipped().form
    assert old in ours.html
    return replace(ours, html=ours.html.replace(old, new))


def test_what_the_guard_calls_broken_veraPDF_does_too(vera: Judge, tmp_path: Path) -> None:  # noqa: N802 - its name
    facts = sample_people(("vi",))["người bình thường"]
    files = {name: tmp_path / f"{name}.pdf" for name in BROKEN}
    for name, (old, new) in BROKEN.items():
        files[name].write_bytes(printed(facts, form(old, new)))

    verdicts = vera(files.values())

    ours = {name: bool(file_complaints(file.read_bytes(), facts)) for name, file in files.items()}
    theirs = {name: any(verdicts[file].values()) for name, file in files.items()}
    assert ours == theirs == {name: name != "nothing" for name in BROKEN}
