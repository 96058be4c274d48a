"""What is too much to count while somebody waits: counted at night for every unit, and shown with its hour."""
