import pytest

from plaudit.connectors.folder.structure import Break, breaks, header, lines


@pytest.mark.parametrize(
    "text",
    [
        b"a,b\n1,2\n3,4\n",
        b"a,b\n1,2",
        b"a,b\r\n1,2\r\n3,4\r\n",
        b"a,b\r1,2\r3,4\r",
        b"a,b",
        b"a,b\n",
        b"a,b\n\n1,2\n\n\n",
        b'a,b\n"1","2"\n',
        b'a,b\n"",""\n',
        b'a,b\n"x ""y"" z",2\n',
        b'a,b\n"one\ntwo",2\n',
        b'a,b\r\n"one\ntwo",2\r\n',
        b'"a","b"\n1,2\n',
        "a,b\nåsa,é\n".encode(),
        b"a,b\n'1,;2\t\n",
    ],
)
def test_what_rfc_4180_allows_is_sound(text: bytes) -> None:
    assert list(broken(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"a,b\n1\n", ["2 fields-wrong"]),
        (b"a,b\n1,2,3\n", ["2 fields-wrong"]),
        (b"a,b\n1,2,\n", ["2 fields-wrong"]),
        (b"a,b\n1,2\n \n3,4\n", ["3 fields-wrong"]),
        (b"a,b\n1\n3,4\n5\n", ["2 fields-wrong", "4 fields-wrong"]),
        (b'a,b\n1,2"x\n', ["2 quote-stray"]),
        (b'a,b\n1,"2"x\n3,4\n', ["2 quote-stray"]),
        (b'a,b\n1, "2"\n', ["2 quote-stray"]),
        (b'a,b\n1,"2\n3,4\n', ["2 quote-open"]),
        (b'a,b\n"1\n2",x\n3,"4\n', ["4 quote-open"]),
        (b"a,b\n1,2\r\n3,4\n", ["2 line-ends-mixed"]),
        (b"a,b\r\n1,2\n3,4\r\n", ["2 line-ends-mixed"]),
        (b"a,b\n1,2\r", ["2 line-ends-mixed"]),
        (b'a,"b\n1,2\n', ["1 quote-open"]),
        (b'a,b"c\n1,2\n', ["1 quote-stray"]),
    ],
)
def test_what_is_not_sound_is_found_on_its_line(text: bytes, expected: list[str]) -> None:
    assert list(broken(text)) == expected


def test_a_row_has_at_most_two_million_bytes() -> None:
    fits = b"1," + b"x" * 1_999_997 + b"\n"
    assert list(broken(b"a,b\n1,2\n" + fits * 3)) == []
    assert list(broken(b"a,b\n1,2\n" + fits[:-1])) == []
    long = b'1,"' + b"\n" * 2 + b"x" * 1_999_994 + b'"\n'
    assert list(broken(b"a,b\n" + fits + long + b"3,4\n" + long[:-1] + b"x\n", "{line} {code} {says}")) == [
        "3 row-too-long This row has 2,000,001 bytes; a row may have 2,000,000.",
        "7 quote-stray This row has a quote in the middle of a field.",
    ]
    assert list(broken(b"a,b\n" + fits[:-1] + b"xx", "{line} {code}")) == ["2 row-too-long"]


def test_how_many_fields_there_are_is_said() -> None:
    assert list(broken(b"a,b\n1\n", "{says}")) == ["This row has 1 field, the header has 2."]


def test_names_in_quotes_are_names() -> None:
    read = header(b'"a","b ""c""",d\n', 0)
    assert not isinstance(read, Break)
    assert read[0] == ("a", 'b "c"', "d")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"a,b\n1,2\n3,4\n5,6\n", {1: 2, 3: 4}),
        (b'a,b\n1,"one\ntwo\nthree"\n3,4\n5,6', {1: 2, 3: 6}),
        (b"a,b\n\n1,2\n\n3,4\n\n5,6\n", {1: 3, 3: 7}),
        (b'a,b\r\n1,"one\r\ntwo"\r\n3,4\r\n5,6\r\n', {1: 2, 3: 5}),
        (b"a,b\r1,2\r3,4\r5,6\r", {1: 2, 3: 4}),
        (b'"a\na",b\n1,2\n3,4\n5,6\n', {1: 3, 3: 5}),
    ],
)
def test_rows_start_on_lines_as_an_editor_counts_them(text: bytes, expected: dict[int, int]) -> None:
    read = header(text, 0)
    assert not isinstance(read, Break)
    assert lines(text, read[1], [3, 1]) == expected


def broken(text: bytes, told: str = "{line} {code}") -> list[str]:
    read = header(text, 0)
    found = [read] if isinstance(read, Break) else breaks(text, read[1])
    return [told.format(line=each.line, code=each.code, says=each.says) for each in found]
