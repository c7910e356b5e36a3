"""What a build brings along, and what of it is refused."""
