"""A class without a network: it is taken along as one file, run from a laptop, and its results are brought back."""
