"""The sentences the checker speaks, each beside its English twin; one module for each part of a course."""
