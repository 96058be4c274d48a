"""Finding: the search across courses and lessons, the words people meet, the plan of the site."""
