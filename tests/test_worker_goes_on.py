"""The worker brings up to date what can be, says what cannot, and goes on."""

import logging
from datetime import UTC, datetime

import pytest

from plaudit.cli.worker import _periods
from plaudit.earnings.runs.bring import bring
from plaudit.earnings.runs.models import Run
from plaudit.plans.programs.models import Program
from plaudit.values.period import Period
from tests.quarter import contradicted

NOW = datetime(2026, 9, 16, 9, 0, tzinfo=UTC)


@pytest.mark.usefixtures("quarter")
def test_a_period_that_cannot_be_calculated_is_said_and_keeps_nobody_waiting(caplog: pytest.LogCaptureFixture) -> None:
    program = Program.objects.get()
    bring(program, Period.of("2026-Q2"), at=NOW)
    bring(program, Period.of("2026-Q3"), at=NOW)
    contradicted()
    Run.objects.update(wanted=1 + max(Run.objects.values_list("through", flat=True)))
    with caplog.at_level(logging.WARNING):
        _periods()
    said = [record.getMessage() for record in caplog.records]
    assert sorted(text.partition(":")[0] for text in said) == [
        "csm 2026-Q2 is not calculated",
        "csm 2026-Q3 is not calculated",
    ]
