"""A card for somebody who is known here and has no way in: it begins one, when its holder has read and agreed."""
