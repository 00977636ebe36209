"""What a key result or an index part looks at: acts that count, or an outside metric."""

from plaudit.plans.incentive import Counted
from plaudit.plans.keys.counts import CountsDocument, counts
from plaudit.plans.keys.reading import Reading


def counted_or_metric(
    counted: CountsDocument | None, metric: str | None, reading: Reading
) -> tuple[Counted, ...] | None:
    """The acts, none for a metric; None when a problem was noted."""
    if (counted is None) == (metric is None):
        reading.note(
            "counts-or-metric",
            "This part looks either at acts or at a metric"
            + (", and here are both." if metric is not None else ", and here is neither."),
            "Write `counts: {activity: review, milestone: published}`, or `metric: adoption`.",
        )
        return None
    return () if counted is None else counts(counted, None, reading)
