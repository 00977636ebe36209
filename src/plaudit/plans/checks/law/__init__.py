"""Checks of laws and platform rules that a plan's text can break. Not legal advice."""
