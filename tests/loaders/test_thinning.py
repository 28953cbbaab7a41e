"""Thinned examples: most features of each, other ones in each copy, the same every time."""

from __future__ import annotations

from graph.training.thinning import COPIES, thinned

ROW = [f"feature{number}" for number in range(1000)]


def test_copies_keep_the_labels_and_most_features_in_their_order() -> None:
    copies = list(thinned([([ROW, ROW], ["Project", "O"])]))
    assert len(copies) == COPIES
    for rows, labels in copies:
        assert labels == ["Project", "O"]
        for row in rows:
            assert 700 < len(row) < 900
            assert row == [each for each in ROW if each in set(row)]


def test_each_copy_and_each_row_lacks_other_features_and_the_same_ones_every_time() -> None:
    example = ([ROW, ROW], ["Project", "O"])
    copies = list(thinned([example]))
    lacking = {tuple(row) for rows, _ in copies for row in rows}
    assert len(lacking) == 2 * COPIES
    assert list(thinned([example])) == copies
