"""The sheets of a final: where everything stands on paper, and how they are printed."""
