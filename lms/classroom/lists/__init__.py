"""Lists of a class: whole ones come in from files or are pasted, shown row by row before they are written, and go out."""
