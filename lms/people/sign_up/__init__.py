"""Signing up, one small page after another; what was said is kept in the session until the last one."""
