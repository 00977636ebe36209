from plaudit.people.tables import PEOPLE, POSITIONS
from plaudit.values.table import FROM_TO, Order


def test_a_person_needs_no_more_than_a_key_a_name_and_a_role() -> None:
    assert [column.name for column in PEOPLE.columns if column.required] == ["key", "name", "role"]


def test_a_name_may_be_empty_because_it_is_blanked_when_a_person_asks() -> None:
    assert [column.name for column in PEOPLE.columns if column.filled] == ["key"]


def test_the_last_day_of_employment_is_still_one_and_a_position_ends_before_its_to() -> None:
    assert PEOPLE.orders == (Order("starts_on", "ends_on", strictly=False),)
    assert POSITIONS.orders == (FROM_TO,)


def test_a_manager_need_not_be_somebody_who_can_earn() -> None:
    managers = [PEOPLE.find("manager"), POSITIONS.find("manager")]
    assert [column.refers for column in managers if column is not None] == [None, None]
