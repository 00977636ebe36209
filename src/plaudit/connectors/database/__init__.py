"""The facts of the site's database, handed to the calculation as Arrow."""
