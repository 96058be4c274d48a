"""Every read of the statistics, split by noun: who has attained, out of how many, what was aimed at, the tables."""
