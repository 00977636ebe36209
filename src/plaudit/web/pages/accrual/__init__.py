"""What finance provides for at a month's end."""
