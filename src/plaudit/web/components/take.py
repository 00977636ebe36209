"""Taking a table away: CSV and XLSX with the rows as they are filtered and sorted, and money exact."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from plaudit.values.currency import digits
from plaudit.values.money import Money, money_text
from plaudit.web.components.table import Cell, Column, Link, State, Table, ordered

# What makes a spreadsheet take a text for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
# A spreadsheet's numbers carry fifteen digits; what has more is written as text.
DIGITS = 15
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def taken(request: HttpRequest, *tables: Table) -> HttpResponse | None:
    """The file that the address asks for; None when it asks for the page."""
    form = request.GET.get("take")
    table = next((table for table in tables if table.key == request.GET.get("of")), None)
    if table is None or form not in {"csv", "xlsx"}:
        return None
    rows = ordered(table, request.GET)
    body, kind = (as_csv(table, rows), "text/csv; charset=utf-8") if form == "csv" else (as_xlsx(table, rows), XLSX)
    answer = HttpResponse(body, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{table.key}.{form}"'
    return answer


def as_csv(table: Table, rows: Sequence[tuple[Cell, ...]]) -> bytes:
    """UTF-8 with a mark at its start, without which spreadsheets read it as something else."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(column.heading for column in table.columns)
    for row in rows:
        writer.writerow(_plain(column, cell) for column, cell in zip(table.columns, row, strict=True))
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(table: Table, rows: Sequence[tuple[Cell, ...]]) -> bytes:
    """Texts are written as texts, so that none is read as a formula."""
    # Takes a tenth of a second to import, and only this needs it.
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        # The same rows make the same bytes.
        book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 -- the library takes no zone
        sheet = book.add_worksheet(table.title[:31].translate(str.maketrans("[]:*?/\\", " " * 7)).strip())
        bold = book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(table.columns):
            sheet.write_string(0, place, column.heading, bold)
            form = {"num_format": _form(column)}
            sheet.set_column(place, place, 14 if column.kind != "text" else 28, book.add_format(form))
        for number, row in enumerate(rows, start=1):
            for place, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
                text = _text(cell)
                if column.figures and text and len(text.strip("-").replace(".", "")) <= DIGITS:
                    sheet.write_number(number, place, Decimal(text))
                elif isinstance(cell, datetime):
                    sheet.write_datetime(number, place, timezone.localtime(cell).replace(tzinfo=None))
                elif isinstance(cell, date):
                    sheet.write_datetime(number, place, cell)
                else:
                    sheet.write_string(number, place, text)
    return out.getvalue()


def _form(column: Column) -> str:
    match column.kind:
        case "money":
            places = 2 if column.currency is None else digits(column.currency)
            return "#,##0" + ("." + "0" * places if places else "")
        case "day":
            return "yyyy-mm-dd"
        case "moment":
            return "yyyy-mm-dd hh:mm"
        case _:
            return "General"


def _plain(column: Column, cell: Cell) -> str:
    text = _text(cell)
    return f"'{text}" if not column.figures and text.startswith(FORMULA) else text


def _text(cell: Cell) -> str:
    """The same for every reader: a file may travel."""
    match cell:
        case None:
            return ""
        case Money(minor=minor, currency=currency):
            return money_text(minor, currency)
        case State(words=words) | Link(words=words):
            return words
        case date():
            return cell.isoformat()
        case str():
            return cell
