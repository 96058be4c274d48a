"""Who belongs to which group, from files of offices, schools and enterprises: persons are recognised, never guessed."""
