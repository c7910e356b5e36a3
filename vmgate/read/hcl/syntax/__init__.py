"""Source text to syntax trees with positions. Nothing here knows what a resource is."""
