"""Measures every kind of page as a cheap phone on a weak network shows it, and holds it to the budget."""
