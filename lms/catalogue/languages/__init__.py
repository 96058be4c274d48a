"""Lessons in more languages: translated, and spoken."""
