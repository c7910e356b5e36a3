"""Block structure, compared with what an independent parser of the language sees."""
