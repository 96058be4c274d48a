"""From door to door: the community's digital team of a village sees its people and how far they are, and visits them."""
