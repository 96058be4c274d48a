"""The pages: the search, the words people meet, the plan of the site for people and for machines."""

from lms.catalogue.finding.views import search, site, words
from lms.catalogue.finding.views.blueprint import bp

__all__ = ["bp", "search", "site", "words"]
