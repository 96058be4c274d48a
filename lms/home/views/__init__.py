"""The pages of this room; importing them puts their routes on the blueprint."""

from lms.home.blueprint import bp
from lms.home.views import desk, front, health, privacy, style

__all__ = ["bp", "desk", "front", "health", "privacy", "style"]
