"""The translation of josenk/esxi, held against its schema as its source has it."""
