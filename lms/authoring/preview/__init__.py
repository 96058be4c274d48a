"""A course as its folder stands, seen as learners will see it, while its author writes: on a telephone, projected, printed.

A small application of its own on the author's machine. It knows no database, no people and no guard: it listens on
127.0.0.1 only, answers to no other name, and shows one folder to who can read that folder anyway.
"""
