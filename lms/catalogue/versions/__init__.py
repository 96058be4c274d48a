"""The versions of a course beside each other: what changed in words, the way back, what has to be learned again."""
