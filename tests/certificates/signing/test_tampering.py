"""One flipped byte, an overlay, a signature from another paper: refused by us and by pyHanko run on its own."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from lms.certificates.signing.checking import Verdict, check
from lms.certificates.signing.office import Office
from lms.config_signing import Level
from tests.certificates.signing.authority import OFFICE, page_with_field
from tests.certificates.signing.conftest import Town

_JUDGE = """
import sys
from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

root = x509.Certificate.load(pem.unarmor(open(sys.argv[1], "rb").read())[2])
for path in sys.argv[2:]:
    try:
        signature = PdfFileReader(open(path, "rb")).embedded_signatures[0]
        print(validate_pdf_signature(signature, ValidationContext(trust_roots=[root])).bottom_line)
    except Exception:
        print(False)
"""


@pytest.fixture(scope="module")
def signed(town: Town) -> dict[Level, bytes]:
    signing = {level: town.authority.signing(level=level, timestamp_url=town.stamps.url) for level in Level}
    return {level: Office(signing[level]).sign(page_with_field()).content for level in Level}


def flipped(content: bytes) -> bytes:
    """One bit of the page's height, which stands before the signature."""
    at = content.index(b"/MediaBox") + 14
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def flipped_in_signature(content: bytes) -> bytes:
    """One letter of the signer's name, in the certificate that lies in the signature."""
    at = content.lower().index(OFFICE.encode().hex().encode()) + 1
    return content[:at] + (b"0" if content[at : at + 1] != b"0" else b"1") + content[at + 1 :]


def painted_over(content: bytes) -> bytes:
    """What a swindler adds: a page content that covers the name, as an incremental update."""
    writer = IncrementalPdfFileWriter(BytesIO(content))
    paint = generic.StreamObject(stream_data=b"1 1 1 rg 50 50 200 50 re f")
    writer.add_stream_to_page(0, writer.add_object(paint))
    return _written(writer)


def annotated(content: bytes) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(content))
    page = writer.root["/Pages"]["/Kids"][0]
    note = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
            generic.pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (50, 50, 250, 100))),
            generic.pdf_name("/Contents"): generic.pdf_string("Xếp loại: Giỏi"),
        }
    )
    page["/Annots"].append(writer.add_object(note))
    writer.update_container(page["/Annots"])
    return _written(writer)


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def test_whatever_is_changed_afterwards_is_refused_by_both(
    town: Town, signed: dict[Level, bytes], tmp_path: Path
) -> None:
    """Every level, every kind of change; and the untouched files are accepted, so the judges are not merely grim."""
    changes: dict[str, Callable[[bytes], bytes]] = {
        "flipped": flipped,
        "flipped-in-signature": flipped_in_signature,
        "painted-over": painted_over,
        "annotated": annotated,
    }
    files = {f"{level}-untouched": content for level, content in signed.items()}
    files |= {
        f"{level}-{name}": change(content) for level, content in signed.items() for name, change in changes.items()
    }
    files["swapped"] = swapped(town)
    paths = [tmp_path / f"{name}.pdf" for name in files]
    for path, content in zip(paths, files.values(), strict=True):
        path.write_bytes(content)

    ours = [check(content, town.roots).verdict is Verdict.VALID for content in files.values()]
    run = [sys.executable, "-c", _JUDGE, town.authority.trust, *paths]
    theirs = subprocess.run(run, check=True, capture_output=True, text=True).stdout.split()

    wanted = [name.endswith("-untouched") for name in files]
    assert dict(zip(files, ours, strict=True)) == dict(zip(files, wanted, strict=True))
    assert dict(zip(files, theirs, strict=True)) == dict(zip(files, map(str, wanted), strict=True))


def swapped(town: Town) -> bytes:
    """The signature of one paper in the place of another's."""
    office = Office(town.authority.signing())
    one, other = (office.sign(page_with_field(width)).content for width in (400, 401))
    begin, there = one.index(b"/Contents <"), other.index(b"/Contents <")
    end = one.index(b">", begin)
    return one[:begin] + other[there : there + end - begin] + one[end:]


def test_no_bit_may_change_wherever_it_stands(town: Town, signed: dict[Level, bytes]) -> None:
    """In the place of the signature too, most of which no signature can cover."""
    content, dice = signed[Level.B], Random(1945)
    begin, end = content.index(b"/Contents <"), content.index(b"0" * 100)
    places = [*dice.sample(range(len(content)), 60), *dice.sample(range(begin, end), 60)]

    for place in places:
        changed = bytearray(content)
        changed[place] ^= dice.choice((1, 2, 4, 32))
        assert check(bytes(changed), town.roots).verdict is not Verdict.VALID, place


def test_another_root_does_not_vouch_for_our_key(town: Town, signed: dict[Level, bytes]) -> None:
    assert check(signed[Level.B], []).verdict is Verdict.INVALID


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"GIF89a", b"%PDF-1.7\n" + bytes(3000)])
def test_what_is_no_certificate_at_all_is_invalid(content: bytes) -> None:
    assert check(content, []).verdict is Verdict.INVALID


def test_an_unsigned_file_is_called_so(small: bytes) -> None:
    assert check(small, []).verdict is Verdict.UNSIGNED


def test_openssl_agrees_which_knows_nothing_of_pdf(town: Town, signed: dict[Level, bytes], tmp_path: Path) -> None:
    """The signature taken out of the file, and the bytes it is over: a third judge, of another make."""
    content = signed[Level.B]
    begin, end, after, length = map(int, re.findall(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)", content)[0])
    held = bytes.fromhex(content[end + 1 : after - 1].decode())
    (tmp_path / "signature").write_bytes(held)
    covered = content[begin:end] + content[after : after + length]

    assert _openssl(town, tmp_path, covered)
    assert not _openssl(town, tmp_path, covered.replace(b"MediaBox", b"MediaBux"))


def _openssl(town: Town, folder: Path, covered: bytes) -> bool:
    (folder / "covered").write_bytes(covered)
    command = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", "signature", "-content", "covered"]
    options = ["-CAfile", town.authority.trust, "-purpose", "any", "-out", "out"]
    return subprocess.run([*command, *options], cwd=folder, capture_output=True, check=False).returncode == 0
