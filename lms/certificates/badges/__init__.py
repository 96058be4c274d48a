"""Badges: every certificate once more as a signed document that machines read and wallets keep (Open Badges 3.0)."""
