"""Facts about the product, each of which fails when it is false."""
