"""Importing files: send, arrange, check, confirm."""
