"""The league table: who stands where, how sure that is, and how much is missing and came in lately."""
