"""Signing in by three pictures in their order, for learners who do not type."""
