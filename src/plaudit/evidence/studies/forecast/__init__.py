"""What is pending, weighed by its probability."""
