"""The pages of this room; importing them puts their routes on the blueprint."""

from lms.outreach.blueprint import bp
from lms.outreach.views import enrolling, neighbours, worklist

__all__ = ["bp", "enrolling", "neighbours", "worklist"]
