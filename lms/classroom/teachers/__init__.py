"""Who teaches a class beside its teacher, and the officials who look at the classes of their units."""
