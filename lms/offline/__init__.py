"""Learning without a network: courses kept on a telephone, and what was answered there arriving later, exactly once."""
