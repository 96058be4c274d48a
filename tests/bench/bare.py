"""The least that Flask and Jinja can do for a page of the same size, under the same server with the same options.

Run as a program (`python -m tests.bench.bare PORT SIZE`) it serves a page of SIZE bytes.
"""

from __future__ import annotations

import sys

from flask import Flask
from jinja2 import Template

from lms.server import Gunicorn

_PAGE = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>{{ title }}</title></head>
<body><main><h1>{{ title }}</h1>
<ul>{% for link in links %}<li><a href="/{{ loop.index }}">{{ link }}</a></li>{% endfor %}</ul>
{{ lesson }}</main></body></html>
"""
_LINKS = ("Trang đầu", "Tra cứu", "Quyền riêng tư")


def bare_app(size: int) -> Flask:
    """An application with one page of ``size`` bytes, made by a template at every request."""
    app = Flask("bare")
    template = app.jinja_env.from_string(_PAGE)
    lesson = "x" * (size - len(_made(template, "").encode()))

    @app.get("/")
    def show() -> str:
        return _made(template, lesson)

    return app


def _made(template: Template, lesson: str) -> str:
    return template.render(title="Bài 1", links=_LINKS, lesson=lesson)


def _main() -> None:
    port, size = int(sys.argv[1]), int(sys.argv[2])
    Gunicorn(lambda: bare_app(size), f"127.0.0.1:{port}", 1, lambda: print("ready", flush=True)).run()


if __name__ == "__main__":
    _main()
