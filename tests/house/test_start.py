"""What starts with the program: neither the press nor what signs, which most processes never need."""

import subprocess
import sys

import pytest

_HEAVY = ("weasyprint", "fontTools", "pyhanko", "pyld", "pypdfium2", "numpy", "cv2")
_SAY = "import sys, lms.cli; print(*sys.modules)"


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    """The modules in memory when a command begins."""
    said = subprocess.run([sys.executable, "-c", _SAY], check=True, capture_output=True, text=True).stdout
    return set(said.split())


def test_the_program_is_loaded(loaded: set[str]) -> None:
    assert {"lms.app", "lms.jobs.worker", "lms.certificates.views"} <= loaded


@pytest.mark.parametrize("module", _HEAVY)
def test_what_few_processes_need_is_loaded_when_it_is_needed(loaded: set[str], module: str) -> None:
    assert module not in loaded
