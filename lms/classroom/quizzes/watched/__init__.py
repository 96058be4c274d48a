"""Finals on phones while the teacher watches, in a session of the class."""
