"""A session that is running: who is in it by telephone, where they are in the course, and questions asked to all."""
