"""What certificates are printed on: versions that never change once published, and the guard that lets them in."""
