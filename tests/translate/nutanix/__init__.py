"""The translation of taliesins/hyperv, held against the real provider's schema."""
