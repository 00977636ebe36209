"""What others published, with whom they looked at and how far it carries."""
