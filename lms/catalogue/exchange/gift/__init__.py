"""GIFT, the plain text in which Moodle and others exchange questions."""
