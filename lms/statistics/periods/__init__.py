"""Reporting periods: what communes confirm, the province approves, and is then kept as it was for ever."""
