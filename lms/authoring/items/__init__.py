"""How questions do: how many get them right at first, and whether those who know more do."""
