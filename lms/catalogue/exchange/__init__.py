"""Questions of other platforms: read from Moodle's GIFT and XML, given out as GIFT."""
