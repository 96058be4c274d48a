"""Work that may come later but must not be lost: an outbox in the application's own database, and its worker."""
