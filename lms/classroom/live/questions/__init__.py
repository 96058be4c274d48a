"""Questions that a teacher asks everybody in a running session at once, and what each answered."""
