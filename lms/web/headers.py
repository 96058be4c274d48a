"""What answers say to the browser: no guessing of types, and, with pages, no foreign content, no inline script, no framing
and no copies of what is personal. Static files say only what concerns a file.
"""

from __future__ import annotations

from flask import Flask, Response, abort, request
from flask_login import current_user

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "media-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
)
_ALWAYS = {"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin"}
_ON_PAGES = {
    "Content-Security-Policy": CONTENT_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
}
"""What browsers heed only where a page begins: half a kilobyte that each of our static files need not repeat."""
_SAFE = ("GET", "HEAD", "OPTIONS")


def init_headers(app: Flask, *, secure: bool) -> None:
    """Put the headers on every answer, and turn away forms sent from foreign pages."""

    @app.before_request
    def refuse_foreign_forms() -> None:
        if request.method not in _SAFE and _is_foreign():
            abort(403)

    @app.after_request
    def add_headers(response: Response) -> Response:
        is_file = request.endpoint == "static" and response.mimetype != "text/html"  # which is that it is not there
        said = _ALWAYS if is_file else _ALWAYS | _ON_PAGES
        for name, value in said.items():
            response.headers.setdefault(name, value)
        if secure:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store" if _is_signed_in() else "private, no-cache"
        return response


def _is_foreign() -> bool:
    """The second lock behind the form token: browsers say where a request was made (Fetch Metadata, Origin)."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    # «null» is what an old browser says on our pages that send no referrer; there the token alone decides
    return origin not in (None, "null", request.host_url.rstrip("/"))


def is_from_here() -> bool:
    """Whether the browser says that this very site has sent the request; one that says nothing is not believed."""
    site = request.headers.get("Sec-Fetch-Site")
    return site == "same-origin" if site else request.headers.get("Origin") == request.host_url.rstrip("/")


def _is_signed_in() -> bool:
    return bool(current_user and current_user.is_authenticated)
