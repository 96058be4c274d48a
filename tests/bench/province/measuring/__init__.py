"""What is measured on the invented province: `make bench-province`, or `python -m tests.bench province --share 0.1`.

Everything is the median of several rounds with the slowest and the fastest beside it, and what is compared takes turns.
"""
