"""Measures how fast the platform is, in ratios and medians that mean something on another machine."""
