import json
from pathlib import Path

from detente.bench import muc4
from detente.bench.bayes import Bayes
from tests.toy_model import toy_coder

EMPTY: dict[str, list[list[list[object]]]] = {role: [] for role in muc4.ROLES}


def report(text: str, **slots: list[str]) -> str:
    extracts = EMPTY | {role: [[[name, 0] for name in names]] for role, names in slots.items()}
    return json.dumps({"docid": "X", "doctext": text, "extracts": extracts})


def write(data: Path, part: str, *reports: str) -> None:
    folder = data / "muc4" / "data" / "muc" / "processed"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{part}.json").write_text("\n".join(reports))


def learnt(data: Path) -> None:
    write(
        data,
        "train",
        report("…", PerpInd=["gunmen"], Victim=["bishop"], Weapon=["car bomb"]),
        report("…", PerpOrg=["rebels"], Target=["police station"]),
    )


def test_actors_and_recipients_of_violence_fill_the_slots(tmp_path: Path) -> None:
    learnt(tmp_path)
    write(
        tmp_path, "test", report("gunmen attacked the bishop with a car bomb.", PerpInd=["gunmen"], Victim=["bishop"], Weapon=["car bomb"])
    )
    found = muc4.measure(tmp_path, toy_coder())
    assert found.figures["ree_f1"] == 1.0


def test_a_slot_follows_the_words_of_its_filler_and_peace_fills_none(tmp_path: Path) -> None:
    learnt(tmp_path)
    write(
        tmp_path,
        "test",
        report("rebels attacked the bishop.  gunmen met police.", PerpOrg=["rebels"], Victim=["bishop"]),
        report("iran met iraq."),
    )
    found = muc4.measure(tmp_path, toy_coder())
    assert found.n == 2
    assert found.figures["ree_f1"] == 1.0


def test_sentences_of_a_report_come_on_lines(tmp_path: Path) -> None:
    write(tmp_path, "train", report("one.  two.    three."))
    folder = tmp_path / "muc4" / "data" / "muc" / "processed"
    assert muc4.read_reports(folder / "train.json")[0].text == "one.\ntwo.\nthree."


def test_bayes_weighs_words_and_how_common_a_class_is() -> None:
    chooser = Bayes.fit([("armed men", "person"), ("two men", "person"), ("the army", "body")])
    assert chooser.likeliest("three men") == "person"
    assert chooser.likeliest("the army") == "body"
    assert chooser.likeliest("zebra") == "person"
