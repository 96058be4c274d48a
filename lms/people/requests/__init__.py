"""What people ask for about their own data: a correction, that the account is closed, that it is deleted."""
