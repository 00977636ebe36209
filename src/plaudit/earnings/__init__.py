"""The engine: facts and plan versions in, lines that explain themselves out."""
