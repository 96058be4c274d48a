"""What the press adds to a page: a field that waits for the signature, a badge, figures that say where they stand."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from lms.certificates.printing import SEAL_PLACE, built_in, printed
from lms.certificates.printing import paper as paper_of
from tests.certificates.paper import some_facts

BADGE = '{"name": "Nguyễn Thị An"}'.encode()


@pytest.fixture(
    scope="module", params=[printed, lambda *args, **more: paper_of(*args, **more).pdf], ids=["laid out", "stamped"]
)
def paper(request: pytest.FixtureRequest) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(request.param(some_facts(), badge=BADGE, seal=SEAL_PLACE)))


def test_one_field_waits_for_the_signature_and_is_tagged(paper: pikepdf.Pdf) -> None:
    (field,) = paper.Root.AcroForm.Fields

    assert (field.T, field.FT, int(field.F)) == ("CoQuan", "/Sig", 132)
    assert tuple(map(float, field.Rect)) == SEAL_PLACE
    assert "V" not in field
    numbers = list(paper.Root.StructTreeRoot.ParentTree.Nums)
    element = numbers[numbers.index(field.StructParent) + 1]
    assert (element.S, element.Alt) == ("/Form", field.TU)
    assert element.K[0].Obj.objgen == field.objgen


def test_without_a_place_for_the_seal_the_field_is_not_seen() -> None:
    paper = pikepdf.open(BytesIO(printed(some_facts())))

    (field,) = paper.Root.AcroForm.Fields
    assert [float(side) for side in field.Rect] == [0, 0, 0, 0]


def test_the_badge_lies_in_the_file_once(paper: pikepdf.Pdf) -> None:
    (listed,) = paper.Root.AF

    assert list(paper.attachments) == ["credential.json"]
    assert paper.attachments["credential.json"].get_file().read_bytes() == BADGE
    assert listed.AFRelationship == "/Data"


def test_the_qr_code_says_where_it_stands(paper: pikepdf.Pdf) -> None:
    (figure,) = (
        thing for thing in paper.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure"
    )

    left, bottom, right, top = (float(side) * 25.4 / 72 for side in figure.A.BBox)
    assert (right - left, top - bottom) == pytest.approx((36, 36), abs=0.1)
    assert (left, bottom) == pytest.approx((26, 24), abs=0.6)


def test_what_a_form_consists_of_makes_its_digest() -> None:
    form = built_in()

    assert replace(form, name="other", version=7).digest == form.digest
    for change in ({"html": "x"}, {"css": "x"}, {"assets": {}}, {"fonts": frozenset({"Noto Serif"})}):
        assert replace(form, **change).digest != form.digest
