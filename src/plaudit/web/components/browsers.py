"""What a browser says of itself, as a person would say it."""

from django import template

register = template.Library()

# In the order in which the words mean most: Edge calls itself Chrome, and Chrome calls itself Safari.
BROWSERS = {"Edg/": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
SYSTEMS = {
    **{name: name for name in ("Android", "iPhone", "iPad")},
    "Mac OS X": "macOS",
    **{name: name for name in ("Windows", "Linux")},
}


@register.filter
def browser(said: str) -> str:
    """As in: Firefox on Linux."""
    named = next((name for word, name in BROWSERS.items() if word in said), "A browser")
    system = next((name for word, name in SYSTEMS.items() if word in said), "")
    return f"{named} on {system}" if system else named
