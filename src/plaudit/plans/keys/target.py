"""`target`: what the measure is compared with; the plan's own holds where targets.csv has no row (rule 13)."""

from fractions import Fraction

from plaudit.plans.keys.reading import Reading


def target(written: Fraction | None, reading: Reading) -> Fraction | None:
    if written is not None and written <= 0:
        reading.note(
            "target-not-above-zero",
            "Nothing can be compared with a target of 0 or less: the attainment would be undefined.",
            "Write a target above 0, or delete it and give each person hers in targets.csv.",
        )
        return None
    return written
