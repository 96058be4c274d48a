"""A small invented population, plainly marked, so that a newcomer sees every page with something on it."""
