from tests.golden.messages import PAGE, page


def test_the_page_of_messages_is_fresh() -> None:
    assert PAGE.read_text("utf-8") == page(), "run `make messages`"
