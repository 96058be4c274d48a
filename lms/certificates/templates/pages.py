"""Whether the page of a template can be filled in at all."""

from __future__ import annotations

from dataclasses import fields

from jinja2 import TemplateSyntaxError, nodes
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import SandboxedEnvironment

from lms.certificates.rules import Facts

GIVEN = frozenset({"facts", "code", "qr", "size", "holder_em", "course_em"})
"""What the press gives a page."""
_PROPERTIES = {name for name, value in vars(Facts).items() if isinstance(value, property)}
_FACTS = {line.name for line in fields(Facts)} | _PROPERTIES


def page_complaints(file: str, html: str) -> list[str]:
    """What is wrong with the page as a form to fill in, with the line it stands on."""
    if not html:
        return []
    try:
        tree = SandboxedEnvironment(autoescape=True).parse(html)
    except TemplateSyntaxError as error:
        return [f"{file} dòng {error.lineno}: viết chưa đúng cú pháp ({error.message})"]
    found = [f"{file}: không có giá trị nào tên là {name}" for name in sorted(find_undeclared_variables(tree) - GIVEN)]
    found += [
        f"{file} dòng {asked.lineno}: giấy chứng nhận không có dòng nào tên là facts.{asked.attr}"
        for asked in tree.find_all(nodes.Getattr)
        if isinstance(asked.node, nodes.Name) and asked.node.name == "facts" and asked.attr not in _FACTS
    ]
    return found
