"""Bình dân học vụ số: a learning platform for the digital skills of a whole province."""
