"""Persons, with or without a login: who they are, where they live, what they may do, what they agreed to."""
