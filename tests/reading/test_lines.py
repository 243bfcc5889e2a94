from __future__ import annotations

import copy

from detente.reading.lines import Zone, text_nodes, visible_lines
from detente.reading.markup import flatten, parse, too_deep


def lines_of(markup: str) -> list[str]:
    return [line.text for line in visible_lines(parse(f"<html><body>{markup}</body></html>", None).tree)]


def test_blocks_and_double_breaks_part_lines_single_breaks_do_not() -> None:
    assert lines_of("<p>One <b>bold</b>\n word</p><div>two<br>three<br> <br>four</div>") == ["One bold word", "two\nthree", "four"]


def test_cells_of_layout_tables_are_lines_of_their_own() -> None:
    assert lines_of("<table><tr><td>left<td>right</table>") == ["left", "right"]


def test_links_side_by_side_do_not_run_together() -> None:
    assert lines_of("<div><a>Home</a><a>News</a></div>") == ["Home News"]


def test_scripts_forms_and_hidden_elements_are_left_out() -> None:
    assert lines_of(
        "<script>a</script><select><option>b</select><p hidden>c</p><p style='display: none'>d</p><p class='sr-only'>e</p>f"
    ) == ["f"]


def test_zones_come_from_tags_and_whole_names() -> None:
    tree = parse(
        "<html><body><div class='navigator'>a</div><div id='mainNav'>b</div><figure><figcaption>c</figcaption></figure>", None
    ).tree
    zones = [line.zone for line in visible_lines(tree)]
    assert not zones[0] & Zone.NAV
    assert zones[1] & Zone.NAV
    assert zones[2] & Zone.CAPTION


def test_numbers_of_text_nodes_survive_copying() -> None:
    tree = parse("<html><body><p>a<b>b</b>c</p><!-- x -->d", None).tree
    numbers = [(action, number) for action, _, number in text_nodes(tree) if number >= 0]
    assert numbers == [(action, number) for action, _, number in text_nodes(copy.deepcopy(tree)) if number >= 0]
    assert [number for _, number in numbers] == list(range(len(numbers)))


def test_deep_markup_is_flattened_without_losing_words() -> None:
    deep = "<div>" * 5000 + "words <b>here</b>" + "</div>" * 5000
    assert too_deep(deep)
    assert not too_deep("<div>x</div>" * 5000)
    assert "here" in flatten(deep)


def test_a_break_parts_lines_of_different_dress() -> None:
    assert lines_of("<td><font size=5>Feud put aside</font><br><font size=2>3 May 2016</font><p>They met.") == [
        "Feud put aside",
        "3 May 2016",
        "They met.",
    ]
    assert lines_of("<p><b>Talks open</b><br>Both sides came.<br>They sat.</p>") == ["Talks open", "Both sides came.\nThey sat."]


def test_a_break_inside_one_dress_parts_nothing() -> None:
    assert lines_of("<p><font face=Arial>One<br>two <b>three</b></font></p>") == ["One\ntwo three"]
    assert lines_of("<p>One <b>bold</b> word<br>two</p>") == ["One bold word\ntwo"]
