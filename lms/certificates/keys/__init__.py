"""The keys that sign: public parts in the database and published for ever, private parts as files of their own."""
