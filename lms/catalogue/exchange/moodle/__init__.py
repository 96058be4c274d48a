"""Moodle XML: questions with HTML and pictures in them."""
