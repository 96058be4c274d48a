"""What does the work in the background has to be known before a job is done."""

import lms.statistics.vneid.background  # noqa: F401 - it registers what does the work
