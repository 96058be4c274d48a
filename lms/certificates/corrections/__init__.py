"""A wrong line on a certificate: its holder asks, an official looks, a new certificate takes its place."""
