"""Courses: folders of Markdown in, checked and immutable versions out."""
