"""Sheets read off photographs and scans. What is not clear is asked, and nothing is written before a teacher says so."""
