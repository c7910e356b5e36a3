"""What makes files of this project from elsewhere."""
