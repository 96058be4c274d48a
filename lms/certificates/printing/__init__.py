"""The press: frozen facts and a form in, the bytes of an A4 page out, the same bytes every time.

``paper`` is what others call. ``layout`` lets WeasyPrint lay the page out and is the only module that knows it;
``finishing`` adds what WeasyPrint cannot: the field for the signature, the badge, the repairs that PDF/UA asks for.
"""

from lms.certificates.printing.layout import printed
from lms.certificates.printing.ways import Paper, Way, paper
from lms.certificates.templates.form import SEAL_PLACE, CannotPrint, Form, Rectangle, built_in

__all__ = ["SEAL_PLACE", "CannotPrint", "Form", "Paper", "Rectangle", "Way", "built_in", "paper", "printed"]
