"""What somebody has earned so far, and what comes next."""
