"""Two entries that are one person: an official says so, with a reason, and can take it back (D1, D12)."""
