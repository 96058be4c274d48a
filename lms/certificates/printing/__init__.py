"""The press: frozen facts and a form in, the bytes of an A4 page out, the same bytes every time.

``paper`` is what others call; ``print_file`` puts many pages into one file for the printer. ``layout`` lets WeasyPrint
lay a page out; ``compiling`` makes a mould of a form, and ``stamping`` puts a person's words into it, fifty times as
quick. ``finishing`` adds what WeasyPrint cannot: the field for the signature, the badge, what PDF/UA asks for.
"""

from lms.certificates.printing.layout import printed
from lms.certificates.printing.roll import Printed, Sheet, print_file
from lms.certificates.printing.ways import Paper, Way, mould, paper, use_mould
from lms.certificates.printing.words import CannotStamp
from lms.certificates.templates.form import SEAL_PLACE, CannotPrint, Form, Rectangle, built_in

__all__ = [
    "SEAL_PLACE",
    "CannotPrint",
    "CannotStamp",
    "Form",
    "Paper",
    "Printed",
    "Rectangle",
    "Sheet",
    "Way",
    "built_in",
    "mould",
    "paper",
    "print_file",
    "printed",
    "use_mould",
]
