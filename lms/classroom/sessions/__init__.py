"""The times a class comes together, and who was there."""
