"""Where people live and whom officials answer for: province, communes and wards, villages, over time."""
