"""Style and script that stand inside a page."""

import pytest

from participation.core.errors import NotSetUp
from participation.core.markup import unbroken


def test_plain_style_stays_as_it_is() -> None:
    assert unbroken("a>b{color:red}") == "a>b{color:red}"


@pytest.mark.parametrize("text", ["</style><b>", "x</SCRIPT>", "<!-- x"])
def test_what_would_end_its_element_is_refused(text: str) -> None:
    with pytest.raises(NotSetUp):
        unbroken(text)
