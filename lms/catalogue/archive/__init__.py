"""Courses as one file: brought in from an archive, given out as archive, booklet, package for other platforms."""
