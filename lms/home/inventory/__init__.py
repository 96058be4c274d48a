"""What the privacy page says of every table and column that holds anything of people."""
