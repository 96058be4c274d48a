"""What is doubtful in the figures, and where it is mended."""
