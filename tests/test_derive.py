from __future__ import annotations

from pathlib import Path

from detente.derive import derive
from detente.exchange import icews
from detente.store import Looked, Store
from tests import making


def table(folder: Path) -> Path:
    names = ("Upland", "Lowland")
    (folder / "entity2id.txt").write_text("".join(f"{name}\t{i}\n" for i, name in enumerate(names)), "utf-8")
    (folder / "relation2id.txt").write_text("Consult\t0\nUse_conventional_military_force\t1\nMake_statement\t2\n", "utf-8")
    fought, talked = range(0, 60, 4), range(60, 120, 4)
    rows = [f"0\t1\t1\t{24 * day}\t-1" for day in fought] + [f"0\t0\t1\t{24 * day}\t-1" for day in talked] + ["0\t2\t1\t0\t-1"]
    (folder / "train.txt").write_text("\n".join(rows) + "\n", "utf-8")
    for part in ("valid.txt", "test.txt"):
        (folder / part).write_text(rows[0] + "\n", "utf-8")
    return folder


def test_imports_and_codings_go_one_way_and_rebuilding_changes_nothing(tmp_path: Path) -> None:
    page, article, coding = making.story(1)
    with Store.in_memory() as store:
        store.add(page, article, coding)
        assert store.world.add_reports(icews.read(table(tmp_path)), "icews") == 30
        assert store.world.add_reports(icews.read(tmp_path), "icews") == 0
        told = derive(store)
        first = store.world.incidents(), store.world.relations(), store.world.shifts(), store.judgements()
        assert derive(store) == told
        assert (store.world.incidents(), store.world.relations(), store.world.shifts(), store.judgements()) == first
        (shift,) = store.world.shifts(Looked(actors=("upland", "LOWLAND")))
        assert (shift.before, shift.after) == ("hostile", "cooperating")
        assert abs((shift.at - icews.FIRST_DAY.date()).days - 60) <= 4
        states = store.world.relations(Looked(actors=("upland",)))
        assert [one.tie for one in states] == ["hostile", "cooperating"]
        assert store.world.incidents(Looked(actors=("river-front",), category="CONSULT"))[0].article_ids == (article.id,)
