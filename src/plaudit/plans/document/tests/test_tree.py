from plaudit.plans.document.notes import Notes
from plaudit.plans.document.tree import Tree, tree


def read(text: str) -> Tree:
    notes = Notes(None)
    found = tree(text, notes)
    assert notes.found == []
    assert found is not None
    return found


def noted(text: str) -> list[tuple[str, int | None]]:
    notes = Notes(None)
    tree(text, notes)
    return [(problem.code, problem.line) for problem in notes.found]


def test_every_value_stays_the_text_that_was_typed() -> None:
    raw = read("a: 1.50\nb: 3%\nc: 2026-01-01\nd: yes\ne: 0o17\nf: 'no'\ng: 1_000\n").raw
    assert raw == {"a": "1.50", "b": "3%", "c": "2026-01-01", "d": "yes", "e": "0o17", "f": "no", "g": "1_000"}


def test_every_path_knows_its_line() -> None:
    lines = read("# a remark\nplan: x\nincentives:\n  - key: a\n    pays: {rates: [{upto: 5}, {each: 1}]}\n").lines
    assert lines["plan"] == 2
    assert lines["incentives"] == 3
    assert lines["incentives[0]"] == 4
    assert lines["incentives[0].pays.rates[1].each"] == 5


def test_a_value_over_several_lines_has_the_line_of_its_key() -> None:
    assert read("a: x\nb:\n  c: |\n    one\n    two\n").lines["b.c"] == 3


def test_a_key_written_twice_is_noted_and_the_first_one_kept() -> None:
    notes = Notes(None)
    found = tree("a: 1\nb: 2\na: 3\n", notes)
    assert found is not None
    assert found.raw == {"a": "1", "b": "2"}
    assert [(problem.code, problem.line) for problem in notes.found] == [("key-twice", 3)]


def test_a_key_without_a_value_is_noted_and_left_out() -> None:
    notes = Notes(None)
    found = tree("a:\nb: ~\nc: [1, null, 2]\nd: 'null'\n", notes)
    assert found is not None
    assert found.raw == {"c": ["1", "2"], "d": "null"}
    assert [problem.line for problem in notes.found] == [1, 2, 3]


def test_aliases_are_not_expanded_however_many_there_are() -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"
    assert noted(bomb) == [("alias", 1), ("alias", 2), ("alias", 2)]


def test_a_merge_key_is_an_alias_like_any_other() -> None:
    assert noted("a: &a {x: 1}\nb: {<<: *a}\n") == [("alias", 1), ("alias", 2)]


def test_tags_are_noted_on_scalars_lists_and_mappings() -> None:
    text = "a: !!int 5\nb: !!python/object:os.system {}\nc: !own []\n"
    assert noted(text) == [("tag", 1), ("tag", 2), ("tag", 3)]


def test_an_unclosed_quotation_has_the_line_where_it_opens() -> None:
    assert noted("a: 1\nb: 'never closed\nc: 2\n") == [("yaml", 2)]


def test_an_unclosed_bracket_is_told() -> None:
    assert noted("a: 1\nb: [1, 2\nc: 2\n") == [("yaml", 3)]


def test_escapes_cannot_bring_in_what_no_text_can_hold() -> None:
    assert noted('a: "\\0"\nb: "\\e[31m"\n') == [("control-character", 1), ("control-character", 2)]


def test_the_two_halves_in_which_json_writes_a_character_are_one() -> None:
    assert read('{"a": "\\ud83d\\udc4d"}').raw == {"a": "\U0001f44d"}


def test_half_a_character_is_replaced() -> None:
    assert read('{"a": "\\ud83d"}').raw == {"a": "\ufffd"}


def test_a_list_is_no_plan() -> None:
    assert noted("- a\n- b\n") == [("shape", 1)]


def test_a_thousand_brackets_stop_early() -> None:
    assert noted("a: " + "[" * 1000) == [("too-deep", 1)]
