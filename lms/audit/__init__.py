"""Who did what to whom: appended in the transaction of the act, never changed, never deleted."""
