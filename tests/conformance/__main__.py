"""Writes docs/conformance.md; with case files, judges those instead and prints a line for each case."""

import json
import sys
from collections import Counter
from pathlib import Path

from tests.conformance.case import load
from tests.conformance.judge import Verdict, Word, judge
from tests.conformance.page import PAGE, page

BAD: tuple[Word, ...] = ("disagrees", "unknown")


def main(arguments: list[str]) -> int:
    verdicts = judge(load(*map(Path, arguments)))
    if arguments:
        for verdict in verdicts:
            print(_line(verdict))
    else:
        PAGE.write_text(page(verdicts), encoding="utf-8")
    counts = Counter(verdict.word for verdict in verdicts)
    print(", ".join(f"{word}: {count}" for word, count in counts.most_common()), file=sys.stderr)
    return 1 if any(counts[word] for word in BAD) else 0


def _line(verdict: Verdict) -> str:
    why = verdict.decision or (verdict.reason.name if verdict.reason else "")
    said = "" if verdict.said is None else json.dumps(verdict.said, ensure_ascii=False)
    return "  ".join(part for part in (f"{verdict.word:12}", verdict.case.key, why, said) if part)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
