"""Modules, variables, expansion and providers: what makes blocks into instances."""
