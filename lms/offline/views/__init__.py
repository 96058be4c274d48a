"""The pages and addresses of this room."""

from lms.offline.blueprint import bp
from lms.offline.views import courses, devices, files, pages, sync, tokens, worker
from lms.offline.views.copying import accept_forms

bp.record_once(accept_forms)

__all__ = ["bp", "courses", "devices", "files", "pages", "sync", "tokens", "worker"]
