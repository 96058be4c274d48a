"""A year of certificates with everything needed to verify them when this platform is gone."""
