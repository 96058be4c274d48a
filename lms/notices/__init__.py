"""What people are told in the application itself: written in the transaction of the event, once."""
