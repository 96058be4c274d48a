"""Certificates of every kind, to be judged by veraPDF in one run (see test_vera.py).

To add kinds, add a file beside this one with functions marked ``@sample``; each takes an empty folder and gives the
bytes of a PDF that must be both PDF/A-3a and PDF/UA-1. The function's name is the name of the sample.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

Builder = Callable[[Path], bytes]
_BUILDERS: dict[str, Builder] = {}


def sample(build: Builder) -> Builder:
    """Have what this function makes judged."""
    assert build.__name__ not in _BUILDERS, f"two samples are called {build.__name__}"
    _BUILDERS[build.__name__] = build
    return build


def builders() -> dict[str, Builder]:
    """Every sample of every file beside this one, by name."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return dict(_BUILDERS)
