from participation.core.files import templates_dir


def test_the_templates_are_found_beside_the_package_or_in_it():
    folder = templates_dir()

    assert (folder / "papers" / "paper.typ").is_file()
    assert (folder / "mail" / "meeting.txt").is_file()
