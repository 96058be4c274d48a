"""To which groups of the plan people say they belong, and where; it counts when an official has approved it (D2)."""
