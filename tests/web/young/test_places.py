"""No page asks a browser where it is, and none may."""

import pytest

from tests.web.young.conftest import Scene, Visitor


@pytest.mark.parametrize("path", ["/", "/c/{link}", "/journey", "/wall/testshire", "/leave"])
def test_no_page_may_ask_for_a_place_a_picture_or_a_voice(
    visitor: Visitor, scene: Scene, path: str
) -> None:
    visitor.open(path.format(link=scene.link))

    policy = visitor.page.headers["Permissions-Policy"]
    for asked in ("geolocation", "camera", "microphone"):
        assert f"{asked}=()" in policy
    assert "geolocation" not in visitor.text
