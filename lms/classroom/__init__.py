"""Classes: who teaches whom, and the code by which people of a class find their own name and come in."""
