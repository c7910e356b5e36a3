"""The plans of the examples of the rules' pages, and configuration that rules can say nothing of."""
