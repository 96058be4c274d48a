"""Pages that gather from several rooms: the front page, one's desk, the state of the service."""
