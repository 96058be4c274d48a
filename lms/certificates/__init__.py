"""The office: it takes a statement that somebody completed a course, issues once, numbers, freezes, prints, verifies."""
