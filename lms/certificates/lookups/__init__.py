"""How often a certificate was looked up by others: its holder is shown the number, and nobody who asked is noted."""
