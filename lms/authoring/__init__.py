"""The desk of those who write courses: drafts, versions, and how questions do."""
