"""Findings for people, for programs and for code hosts."""

import json as written
from collections.abc import Sequence
from dataclasses import asdict
from textwrap import fill
from typing import Any
from urllib.parse import quote

from plaudit import __version__
from plaudit.plans.checks import checks
from plaudit.plans.checks.finding import Check, Finding, Severity

# Said once under a report that cites a law or a platform's rule.
NOT_ADVICE = "Laws and platform rules are as looked up in the month given. This is not legal advice."

_LEVELS: dict[Severity, str] = {"error": "error", "warn": "warning", "info": "note"}
_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"


def text(findings: Sequence[Finding], file: str) -> str:
    """One paragraph a finding, then the counts."""
    parts = [_paragraph(finding, file) for finding in findings]
    parts.append(_counts(findings))
    if any(finding.dated is not None for finding in findings):
        parts.append(NOT_ADVICE)
    return "\n\n".join(parts) + "\n"


def json(findings: Sequence[Finding]) -> str:
    return written.dumps({"findings": [asdict(finding) for finding in findings]}, indent=2, ensure_ascii=False) + "\n"


def sarif(findings: Sequence[Finding], file: str) -> str:
    """SARIF 2.1.0 with every check as a rule, so that a code host shows its help beside the line."""
    rules = [check.code for check in checks()]
    driver = {"name": "plaudit plan check", "version": __version__, "rules": [_rule(check) for check in checks()]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, file, rules.index(finding.code)) for finding in findings],
    }
    return written.dumps({"$schema": _SARIF, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _paragraph(finding: Finding, file: str) -> str:
    place = file if finding.line is None else f"{file}:{finding.line}"
    where = f" ({finding.path})" if finding.path else ""
    body = [_wrapped(finding.says), _wrapped(f"Remedy: {finding.remedy}")]
    if finding.cites:
        body.append(_wrapped(f"See {cited(finding.cites, finding.jurisdiction, finding.dated)}."))
    return "\n".join([f"{place}: {finding.severity}: {finding.code}{where}", *body])


def cited(cites: str, jurisdiction: str, dated: str | None) -> str:
    """A source as it is shown everywhere: what, where it holds, when it was looked up."""
    where = f" ({jurisdiction})" if jurisdiction else ""
    return f"{cites}{where}" if dated is None else f"{cites}{where}, looked up {dated}"


def _wrapped(sentence: str) -> str:
    return fill(sentence, 110, initial_indent="    ", subsequent_indent="    ", break_long_words=False)


def _counts(findings: Sequence[Finding]) -> str:
    names = {"error": "error", "warn": "warning", "info": "note"}
    counts = {name: sum(finding.severity == severity for finding in findings) for severity, name in names.items()}
    return ", ".join(f"{count} {name}{'' if count == 1 else 's'}" for name, count in counts.items()) + "."


def _rule(check: Check) -> dict[str, Any]:
    source = cited(check.cites, check.jurisdiction, check.dated)
    see = f"\n\nSource: {source}." if source else ""
    advice = f" {NOT_ADVICE}" if check.dated is not None else ""
    first, _, _ = check.about.partition(". ")
    return {
        "id": check.code,
        "name": "".join(word.capitalize() for word in check.code.split("-")),
        "shortDescription": {"text": f"{first.rstrip('.')}."},
        "fullDescription": {"text": check.about},
        "help": {"text": f"{check.about}{see}{advice}", "markdown": f"{check.about}{see}{advice}"},
        "defaultConfiguration": {"level": _LEVELS[check.severity]},
        "properties": {
            "tags": ["incentive-plan", *(["compliance"] if check.dated is not None else [])],
            "precision": "high",
            "dated": check.dated,
            "jurisdiction": check.jurisdiction,
        },
    }


def _uri(file: str) -> str:
    """Relative paths stay relative, so that a code host finds the file in its repository."""
    path = quote(file.replace("\\", "/"))
    return f"file://{path}" if path.startswith("/") else path


def _result(finding: Finding, file: str, index: int) -> dict[str, Any]:
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(file)},
            "region": {"startLine": 1 if finding.line is None else finding.line},
        }
    }
    if finding.path:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.path, "kind": "member"}]
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.says} {finding.remedy}"},
        "locations": [location],
        "partialFingerprints": {"plan/v1": f"{finding.code}:{finding.path}"},
    }
