"""Accounts, contacts, who holds them when, who is a champion."""
