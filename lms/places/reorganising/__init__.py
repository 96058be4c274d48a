"""Units that are merged or split by law: what became of which, from which day, by which decision."""
