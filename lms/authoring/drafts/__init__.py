"""Courses that were brought as an archive and are not published, or not yet."""
