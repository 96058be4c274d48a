"""The pages of this room; importing them puts their routes on the blueprint."""

from lms.home.blueprint import bp
from lms.home.views import answering, asking, desk, front, health, privacy, settings, style, told

__all__ = ["answering", "asking", "bp", "desk", "front", "health", "privacy", "settings", "style", "told"]
