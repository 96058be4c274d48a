"""Roles at places: who has which, giving and ending them."""
