"""A whole province of invented people, made from a seed, and what the statistics and the register cost on it.

``python -m tests.bench.province URL --share 0.1`` fills an empty database; ``python -m tests.bench province`` measures.
"""
