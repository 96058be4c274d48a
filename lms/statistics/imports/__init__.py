"""Targets, populations and required sets come from files, which are shown before they are taken."""
