"""Who lives where, from a list: after a unit was split, its people are told apart by such a list (D13)."""
