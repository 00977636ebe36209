"""Tags that show money, quantities, days and people, the same on every page."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from plaudit.values.money import Money
from plaudit.web.components import locale, table, words

register = template.Library()

# A state is shown by a word and a sign, never by colour alone.
SIGNS = {"good": "good", "attention": "attention", "problem": "problem", "waiting": "waiting"}


@register.simple_tag
def icon(name: str) -> SafeString:
    """A sign beside words; it says nothing by itself."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', static("icons.svg"), name)


@register.simple_tag
def chip(state: str, says: str) -> SafeString:
    """`state` is good, attention, problem, waiting or plain."""
    sign = icon(SIGNS[state]) if state in SIGNS else ""
    return format_html('<span class="chip {}">{}{}</span>', state, sign, says)


@register.filter
def at(found: Mapping[str, Any], key: str) -> Any:
    """What stands under a key that only the page knows; nothing where nothing does."""
    return found.get(key)


@register.filter
def money(value: Money | None) -> str:
    """With its currency: $1,150.00."""
    return locale.money(value)


@register.filter
def amount(value: Money | None) -> str:
    """Without: the currency stands once, in the header."""
    return locale.amount(value)


@register.filter
def quantity(value: str | None) -> str:
    """A plain decimal text as the reader writes numbers."""
    return locale.quantity(value)


@register.filter
def whole(value: str | None) -> str:
    """An amount as text, without decimals where they are zero: 425 for 425.00."""
    return locale.quantity(None if value is None else value.removesuffix(".00"))


@register.filter
def percent(value: str | None) -> str:
    """A share such as 0.9167 as a percentage."""
    return locale.percent(value)


@register.filter
def day(value: date | str | None) -> SafeString | str:
    if value is None:
        return locale.NONE
    on = date.fromisoformat(value) if isinstance(value, str) else value
    return format_html('<time datetime="{}" class="nowrap">{}</time>', on.isoformat(), locale.day(on))


@register.filter
def moment(value: datetime | None) -> SafeString | str:
    if value is None:
        return locale.NONE
    return format_html('<time datetime="{}" class="nowrap">{}</time>', value.isoformat(), locale.moment(value))


@register.filter
def outside(url: str) -> str:
    """A link that leads to another site; an imported one may be anything, and then it is none."""
    return url if url.startswith(("https://", "http://")) else ""


@register.filter
def plain(word: str | None) -> str:
    """reference_call and advocacy-assets as people write them."""
    return "" if word is None else words.plain(word)


@register.filter
def named(key: str, names: Mapping[str, str]) -> str:
    """The name of a person by her key; a name that was blanked leaves the key."""
    return names.get(key) or key


@register.filter
def held(mapping: Mapping[Any, Any], key: Any) -> Any:
    """What a mapping holds under a key that is itself a variable."""
    return mapping.get(key)


@register.simple_tag(takes_context=True)
def sortable(context: Context, given: table.Table) -> SafeString:
    """A table with its filter, its order and its files."""
    return table.rendered(given, context["request"].GET)


@register.simple_tag
def cell(column: table.Column, value: table.Cell) -> SafeString | str:
    match value:
        case None:
            return locale.NONE if column.kind == "money" else ""
        case table.State():
            return chip(value.state, value.words)
        case table.Link():
            return _link(value)
        case datetime():
            return moment(value)
        case date():
            return day(value)
        case _:
            return locale.quantity(value) if column.kind == "number" and isinstance(value, str) else table.said(value)


def _link(link: table.Link) -> SafeString | str:
    shown = link.words if link.url is None else format_html('<a href="{}">{}</a>', link.url, link.words)
    return format_html('{}<small class="soft">{}</small>', shown, link.below) if link.below else shown
