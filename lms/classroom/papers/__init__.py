"""What a teacher prints for a class: cards to come in with, a sheet to sign, and the report at the end."""
