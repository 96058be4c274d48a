"""A lesson on the wall of a classroom: the same text, one idea at a time, in letters one can read at eight metres."""
