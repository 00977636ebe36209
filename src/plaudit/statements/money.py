"""In which currency somebody is paid, and what one currency was worth in another (rules 10 and 21)."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from plaudit.connectors.database.here import here
from plaudit.connectors.database.read import NO_ACTIVITIES, read
from plaudit.earnings.rates import Rates
from plaudit.values.period import day_number


@dataclass(frozen=True, slots=True)
class PayMoney:
    """By person, her pay currency on a day (absent: the plan's own); the rates that were known."""

    currencies: dict[str, str]
    rates: Rates

    def rate(self, on: date, base: str, quote: str) -> Fraction | None:
        return self.rates.at(day_number(on), base, quote)


def pay_money(last: date, watermark: int, known_at: datetime) -> PayMoney:
    """On the last day of a period; who had left by then keeps the currency of her last position."""
    snapshot = read(here(), NO_ACTIVITIES, watermark).facts.at(known_at, "UTC")
    rows = snapshot.con.execute(
        """SELECT p.key, q.pay_currency FROM person AS p JOIN position AS q ON q.person = p.person
        WHERE q.starts <= ? QUALIFY row_number() OVER (PARTITION BY p.person ORDER BY q.starts DESC) = 1""",
        [day_number(last)],
    ).fetchall()
    rates = snapshot.con.execute("SELECT day, base, quote, rate FROM rate").fetchall()
    snapshot.close()
    return PayMoney({key: currency for key, currency in rows if currency}, Rates.of(rates))
