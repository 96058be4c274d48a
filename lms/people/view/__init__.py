"""How somebody wants pages to look: the size of the letters, the contrast, the language, wherever they sign in."""
