"""Plaudit pays customer-advocacy incentives to the cent and explains every cent."""

__version__ = "0.1.0"
