"""Everything that is done about confirmations, split by noun: batches, replies, what comes from elsewhere."""
