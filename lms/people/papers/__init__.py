"""What is given on paper to sign in with: cards that last, and codes that open once."""
