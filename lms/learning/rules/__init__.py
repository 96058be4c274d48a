"""What learning comes to: marking, drawing, tries and progress. Pure arithmetic, readable aloud."""
