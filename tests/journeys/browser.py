"""Starts Chromium: one that is installed, or else the one Playwright has fetched."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Playwright

_PROGRAMS = ("chromium", "google-chrome", "google-chrome-stable")
_WITHOUT_WINDOWS = "chromium-headless-shell"
_QUIETLY = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


def program() -> str | None:
    """Where the installed one is, as people have it."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def without_windows() -> str | None:
    """Where the one is that draws the same pages and has no windows to draw them in: a page takes it half the work."""
    return shutil.which(_WITHOUT_WINDOWS) or program()


@contextmanager
def launched(playwright: Playwright, executable: str | None) -> Iterator[Chromium]:
    """A browser that is closed at the end."""
    options = [*_QUIETLY, *(["--no-sandbox"] if os.geteuid() == 0 else [])]  # as root Chromium has no sandbox
    browser = playwright.chromium.launch(executable_path=executable, args=options)
    yield browser
    browser.close()
