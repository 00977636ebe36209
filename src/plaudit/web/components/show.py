"""Tags that show money, quantities, days and people, the same on every page."""

from django import template

register = template.Library()
