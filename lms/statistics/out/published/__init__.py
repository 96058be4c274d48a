"""What was published: finished files of frozen periods, audited, kept as they are and served for ever."""
