"""Every read of the confirmations, split by noun: who counts, who is missing on either side, the batches."""
