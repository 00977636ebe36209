"""For every check the smallest plan that provokes it, and the nearest plans that do not; a file for each shelf."""

from plaudit.plans.checks.tests.cases import clauses, contests, law, pay

CASES = (*pay.CASES, *contests.CASES, *clauses.CASES, *law.CASES)
PROVOKED = tuple(case for case in CASES if case.speaks)
SILENT = tuple(case for case in CASES if not case.speaks)
