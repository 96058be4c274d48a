"""Learning records: who is on which course, what they read and answered, and when they had completed it."""
