"""Keying in what was marked on sheets, all of a class on one page."""
