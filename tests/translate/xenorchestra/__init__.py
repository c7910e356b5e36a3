"""The translation of vatesfr/xenorchestra, held against the real provider's schema."""
