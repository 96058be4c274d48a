"""What a careful reader would say of a course: pure looks at its text, each of which knows one rule of good teaching.

Rules that keep people safe (numbers, links) make faults and stop publishing; all others give advice.
"""
