"""The page on which people see what is kept of them, and what they change there themselves."""
