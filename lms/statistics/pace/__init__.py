"""Whether a target will be reached in time: what has to come in every week, and what has come in lately."""
