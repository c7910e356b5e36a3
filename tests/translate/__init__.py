"""The translations, held against real plans and schemas."""
