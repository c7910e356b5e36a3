"""Comments that speak to vmgate: found by the parser, with what they stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vmgate.model.position import Span
from vmgate.read.hcl import load
from vmgate.read.hcl.syntax.comments import marked_comments
from vmgate.read.hcl.syntax.source import SourceFile
from vmgate.read.packer import load as load_packer

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = """# vmgate: on the block below
resource "a" "b" { # vmgate: on the block too
  one = 1 # vmgate: behind
  // vmgate: above
  # an ordinary comment between
  two = {
    "k" = "v" # vmgate: inner
    /* vmgate: in front */ "l" = 2
  } // vmgate: behind the end
  text = <<-EOT
    # vmgate: no comment
  EOT
  word = "# vmgate: no comment"
  tpl  = "${"x" /* vmgate: deep */}"
  list = [
    1, # vmgate: in a list
  ]
  /* vmgate: over
   * two lines */
  nested { three = 3 } # vmgate: one line

  # vmgate: on nothing, a blank follows

  # vmgate: on nothing, a brace follows
} # vmgate: behind the block
# see the page on vmgate: it is good
# vmgate: on nothing, the file ends
"""


def about() -> dict[str, tuple[int, int]]:
    """What each comment is about, by its text."""
    return {
        one.text: (one.first, one.last) for one in marked_comments(SourceFile("main.tf", SOURCE.encode()))
    }


def test_a_comment_is_about_what_it_stands_on() -> None:
    """The attribute, element or block that begins on the line, or on the line below; else the one that ends there."""
    assert about() == {
        "on the block below": (2, 25),
        "on the block too": (2, 25),
        "behind": (3, 3),
        "above": (6, 9),
        "inner": (7, 7),
        "in front": (8, 8),
        "behind the end": (6, 9),
        "deep": (14, 14),
        "in a list": (16, 16),
        "over two lines": (20, 20),
        "one line": (20, 20),
        "on nothing, a blank follows": (0, 0),
        "on nothing, a brace follows": (0, 0),
        "behind the block": (2, 25),
        "on nothing, the file ends": (0, 0),
    }


def test_its_own_place_is_told() -> None:
    """In lines and characters, also behind what takes several bytes, a byte order mark and CR LF."""
    text = '\ufeffa = "größe" # vmgate: x\r\nb = 1\r\n'
    (found,) = marked_comments(SourceFile("main.tf", text.encode()))
    assert found.span == Span("main.tf", 1, 13, 1, 24)
    assert (found.text, found.first, found.last) == ("x", 1, 1)


def test_a_place_is_meant_by_its_file_and_its_first_line() -> None:
    """Another file's line of the same number is not."""
    found = next(
        one for one in marked_comments(SourceFile("main.tf", SOURCE.encode())) if one.text == "above"
    )
    assert found.is_about(Span("main.tf", 7, 5, 7, 14))
    assert not found.is_about(Span("main.tf", 10, 3, 10, 9))
    assert not found.is_about(Span("other.tf", 7, 5, 7, 14))


@pytest.mark.parametrize("text", ["x = 1\n", '# vmgate is a word\nx = "vmgate"\n'])
def test_a_file_without_the_mark_is_not_parsed_again(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that source without exceptions costs nothing."""
    monkeypatch.setattr("vmgate.read.hcl.syntax.comments.tree", lambda _: pytest.fail("parsed"))
    assert marked_comments(SourceFile("main.tf", text.encode())) == ()


def test_an_estate_has_the_comments_of_all_its_modules(tmp_path: Path) -> None:
    """In the order in which they are read, and the directories."""
    (tmp_path / "inner").mkdir()
    (tmp_path / "main.tf").write_text('module "m" {\n  source = "./inner" # vmgate: outer\n}\n')
    (tmp_path / "inner" / "main.tf").write_text("locals {\n  x = 1 # vmgate: inner\n}\n")
    (tmp_path / "more.tf.json").write_text('{"locals": {"y": "# vmgate: no comment"}}')
    estate = load(tmp_path)
    assert [one.text for one in estate.comments] == ["outer", "inner"]
    assert estate.directories == [str(tmp_path.resolve()), str(tmp_path.resolve() / "inner")]


def test_a_packer_template_has_comments_too(tmp_path: Path) -> None:
    """In HCL; the older JSON has none."""
    (tmp_path / "x.pkr.hcl").write_text('source "null" "x" {\n  # vmgate: here\n  communicator = "none"\n}\n')
    (found,) = load_packer(tmp_path).comments
    assert (found.text, found.first, found.last) == ("here", 3, 3)
