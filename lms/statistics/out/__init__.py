"""Figures on their way out: one dataset of typed rows, and faces that only format it (page, PDF, XLSX, ODS, CSV, JSON)."""
