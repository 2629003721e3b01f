"""Files the way people save them, and files that are not there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from python_hooks.errors import UserError
from python_hooks.policy import Finding, check_policy, complete_policy
from python_hooks.policy.files import FILES, SHAPES
from python_hooks.settings import PROJECT

Expect = Callable[..., None]
FILE_NAMES = [shape.file for shape in FILES]


def resave(path: Path, encoding: str = "utf-8", separator: str = ",", line_end: str = "\n") -> None:
    text = path.read_text(encoding="utf-8")
    if separator != ",":
        assert '"' not in text
        text = text.replace(",", separator)
    path.write_bytes(text.replace("\n", line_end).encode(encoding))


@pytest.mark.parametrize(
    "how",
    [
        pytest.param({"encoding": "utf-8-sig"}, id="byte-order mark"),
        pytest.param({"line_end": "\r\n"}, id="CRLF"),
        pytest.param({"separator": ";"}, id="semicolons"),
        pytest.param({"separator": "\t"}, id="tabs"),
        pytest.param({"encoding": "utf-16"}, id="UTF-16"),
        pytest.param({"encoding": "latin-1"}, id="Latin-1"),
        pytest.param({"encoding": "cp1252"}, id="Windows-1252"),
        pytest.param(
            {"encoding": "utf-8-sig", "separator": ";", "line_end": "\r\n"}, id="a spreadsheet's"
        ),
    ],
)
def test_the_way_a_file_is_saved_does_not_matter(policy, tmp_path: Path, how) -> None:
    for file in ("campaigns.csv", "contact_caps.csv", "category_labels.csv"):
        resave(policy.path / file, **how)
    assert policy.check() == []
    into = tmp_path / "whole"
    complete_policy(policy.path, into)
    for file in ("campaigns.csv", "contact_caps.csv", "category_labels.csv"):
        saved = (into / file).read_text(encoding="utf-8").splitlines()
        assert saved == (PROJECT / "seeds" / file).read_text(encoding="utf-8").splitlines()


def test_a_finding_names_the_line_after_a_text_with_line_breaks(policy, expect: Expect) -> None:
    policy.change("campaigns.csv", {"campaign_id": "privacy_notice"}, campaign_name="How\nwe\nuse")
    line = policy.change("campaigns.csv", {"campaign_id": "guarantee_note"}, status="livee")
    expect("campaigns.csv", line + 2, "status", "did you mean 'live'?")


def test_an_unreadable_line_after_a_text_with_line_breaks(policy, expect: Expect) -> None:
    policy.change("campaigns.csv", {"campaign_id": "privacy_notice"}, campaign_name="How\nwe\nuse")
    path = policy.path / "campaigns.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines[:4], "", 'guarantee_note,"Guarantee"x,', *lines[5:]]))
    expect("campaigns.csv", 6, "", "unreadable from here on")


def test_blank_lines_are_no_rows(policy) -> None:
    path = policy.path / "topics.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("\n", "\n\n") + ",\n")
    assert policy.check() == []


def test_a_missing_and_an_unknown_column(policy, expect: Expect) -> None:
    path = policy.path / "channels.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("send_days", "sending_days"))
    expect("channels.csv", 1, "send_days", "missing column 'send_days'")
    expect("channels.csv", 1, "sending_days", "unknown column", "did you mean 'send_days'?")


@pytest.mark.parametrize(
    ("file", "column"),
    [
        pytest.param("campaigns.csv", "campaign_id", id="the key of what others name"),
        pytest.param("campaigns.csv", "channels", id="what others compare with"),
        pytest.param("topic_categories.csv", "category", id="half of a key"),
        pytest.param("message_templates.csv", "language", id="a list of known words"),
        pytest.param("trigger_rules.csv", "trigger_name", id="what a campaign waits for"),
    ],
)
def test_a_missing_column_is_one_mistake(policy, file: str, column: str) -> None:
    columns, rows = policy.read(file)
    left = [each for each in columns if each != column]
    policy.write(file, left, [{each: row[each] for each in left} for row in rows])
    message = f"missing column '{column}'"
    assert policy.check() == [Finding(file, 1, column, "error", message)]


@pytest.mark.parametrize("file", FILE_NAMES)
def test_a_missing_header_is_one_mistake(policy, file: str) -> None:
    path = policy.path / file
    path.write_text(path.read_text(encoding="utf-8").partition("\n")[2] or "a,b,c\n1,2,3\n")
    [finding] = policy.check()
    says = f"names 0 of its {len(SHAPES[file].columns)} columns; expected"
    assert (finding.file, finding.line, finding.severity) == (file, 1, "error")
    assert says in finding.message


def test_each_file_is_still_checked_by_itself(policy, expect: Expect) -> None:
    (policy.path / "topics.csv").write_text("")
    line = policy.change("channels.csv", {"channel": "email"}, status="opne")
    expect("channels.csv", line, "status", "did you mean 'open'?")


def test_shifted_cells_are_one_mistake(policy) -> None:
    path = policy.path / "campaigns.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Happy birthday,celebration", "Happy, birthday,celebration"))
    assert [str(finding) for finding in policy.check()] == [
        "campaigns.csv:13: 23 cells, but the header has 22 columns; "
        "a text with a comma in it needs quotes around it"
    ]


def test_a_duplicate_column(policy, expect: Expect) -> None:
    path = policy.path / "topics.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(f"{line},{line.split(',')[0]}" for line in lines))
    expect("topics.csv", 1, "topic", "stands here twice")


def test_a_comma_that_needs_quotes(policy, expect: Expect) -> None:
    path = policy.path / "topics.csv"
    path.write_text(path.read_text(encoding="utf-8") + "this,that,true\n")
    expect("topics.csv", 11, "", "3 cells", "2 columns", "needs quotes")


def test_a_quote_that_is_not_closed(policy, expect: Expect) -> None:
    path = policy.path / "topics.csv"
    path.write_text(path.read_text(encoding="utf-8") + '"open,false\nother,false\n')
    expect("topics.csv", 11, "", "unreadable from here on")


def test_an_empty_file(policy, expect: Expect) -> None:
    (policy.path / "topics.csv").write_text("")
    expect("topics.csv", 1, "", "has no header; expected topic,is_sensitive")


@pytest.mark.parametrize("file", [shape.file for shape in FILES if not shape.is_required])
def test_an_absent_optional_file_counts_as_empty(policy, tmp_path: Path, file: str) -> None:
    (policy.path / file).unlink()
    absent = [finding for finding in policy.check() if finding.file == file]
    assert absent == [Finding(file, 0, "", "warning", f"absent, so {SHAPES[file].when_absent}")]
    assert str(absent[0]).startswith(f"{file}: absent, so ")
    into = tmp_path / "whole"
    complete_policy(policy.path, into)
    header = ",".join(SHAPES[file].column_names)
    assert (into / file).read_text() == f"{header}\n"


def test_the_two_required_files_are_enough(policy) -> None:
    """What the others would have named is reported, but nothing else."""
    for file in FILE_NAMES:
        if file not in ("campaigns.csv", "channels.csv"):
            (policy.path / file).unlink()
    for row in policy.read("campaigns.csv")[1]:
        policy.change("campaigns.csv", {"campaign_id": row["campaign_id"]}, audience_rule_id="")
    findings = policy.check()
    assert {finding.severity for finding in findings} == {"warning"}
    assert {finding.line for finding in findings} == {0}


@pytest.mark.parametrize("file", ["campaigns.csv", "channels.csv"])
def test_an_absent_required_file(policy, tmp_path: Path, expect: Expect, file: str) -> None:
    (policy.path / file).unlink()
    expect(file, 0, "", "required")
    with pytest.raises(UserError, match="is required and is not there"):
        complete_policy(policy.path, tmp_path / "whole")


def test_a_folder_in_place_of_a_file(policy, tmp_path: Path, expect: Expect) -> None:
    (policy.path / "contact_caps.csv").unlink()
    (policy.path / "contact_caps.csv").mkdir()
    expect("contact_caps.csv", 0, "", "is not a file")
    with pytest.raises(UserError, match=r"contact_caps\.csv: is not a file"):
        complete_policy(policy.path, tmp_path / "whole")


@pytest.mark.parametrize("target", ["nowhere.txt", "contact_caps.csv"], ids=["nothing", "itself"])
def test_a_link_that_leads_nowhere(policy, tmp_path: Path, expect: Expect, target: str) -> None:
    (policy.path / "contact_caps.csv").unlink()
    (policy.path / "contact_caps.csv").symlink_to(target)
    expect("contact_caps.csv", 0, "", "is a link to a file that is not there")
    with pytest.raises(UserError, match="is a link to a file that is not there"):
        complete_policy(policy.path, tmp_path / "whole")


def test_a_link_to_a_file_is_that_file(policy) -> None:
    (policy.path / "contact_caps.csv").rename(policy.path / "caps.txt")
    (policy.path / "contact_caps.csv").symlink_to("caps.txt")
    assert policy.check() == []


def test_a_file_that_may_not_be_read(
    policy, tmp_path: Path, expect: Expect, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    expect("contact_caps.csv", 0, "", "cannot be read: Permission denied")
    with pytest.raises(UserError, match="cannot be read: Permission denied"):
        complete_policy(policy.path, tmp_path / "whole")


@pytest.mark.parametrize("method", ["is_dir", "iterdir"])
def test_a_folder_that_may_not_be_read(
    policy, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    def refuse(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, method, refuse)
    with pytest.raises(UserError, match=r"policy folder .* cannot be read: Permission denied"):
        policy.check()


def test_a_place_that_cannot_be_written(policy, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(UserError, match=r"taken.* cannot be written: "):
        complete_policy(policy.path, tmp_path / "taken" / "whole")


def test_a_file_with_another_name(policy, expect: Expect) -> None:
    (policy.path / "caps.csv").write_text("cap_id\n")
    (policy.path / "channel.csv").write_text("channel\n")
    expect("caps.csv", 0, "", "not a policy file")
    expect("channel.csv", 0, "", "not a policy file; did you mean 'channels.csv'?")


def test_completing_copies_what_is_there(policy, tmp_path: Path) -> None:
    into = tmp_path / "new" / "whole"
    complete_policy(policy.path, into)
    assert sorted(path.name for path in into.iterdir()) == sorted(FILE_NAMES)
    for file in FILE_NAMES:
        assert (into / file).read_bytes() == (policy.path / file).read_bytes()


def test_completing_writes_what_was_checked(policy, tmp_path: Path) -> None:
    """Spaces around headers and cells, blank rows and another order of columns are no policy."""
    for file in FILE_NAMES:
        columns, rows = policy.read(file)
        mixed = [*columns[1:], columns[0]]
        blank = dict.fromkeys(columns, " ")
        padded = [{column: f"  {row[column]}\t" for column in columns} for row in rows]
        header = {column: f" {column} " for column in columns}
        policy.write(file, mixed, [blank, *padded, dict.fromkeys(columns, "")])
        path = policy.path / file
        text = path.read_text(encoding="utf-8").partition("\n")[2]
        path.write_text(",".join(header[column] for column in mixed) + "\n" + text)
    assert policy.check() == []
    into = tmp_path / "whole"
    complete_policy(policy.path, into)
    for file in FILE_NAMES:
        assert (into / file).read_bytes() == (PROJECT / "seeds" / file).read_bytes()


def test_a_file_that_is_not_wholly_read_is_not_completed(policy, tmp_path: Path) -> None:
    path = policy.path / "topics.csv"
    path.write_text(path.read_text(encoding="utf-8") + "this,that,true\n")
    with pytest.raises(UserError, match=r"topics\.csv:11: 3 cells"):
        complete_policy(policy.path, tmp_path / "whole")


def test_completing_forgets_an_earlier_policy(policy, tmp_path: Path) -> None:
    into = tmp_path / "whole"
    complete_policy(policy.path, into)
    (policy.path / "contact_caps.csv").unlink()
    complete_policy(policy.path, into)
    assert len((into / "contact_caps.csv").read_text().splitlines()) == 1


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is not there"):
        check_policy(tmp_path / "nothing")
    with pytest.raises(UserError, match="is not there"):
        complete_policy(tmp_path / "nothing", tmp_path / "whole")


def test_a_folder_is_not_completed_into_itself(policy) -> None:
    with pytest.raises(UserError, match="into itself"):
        complete_policy(policy.path, policy.path)


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["", "0", "1", "-1", "1e9", "true", "FALSE", "all", "campaign", "rolling_days", "{a|b}",
         "a|b", "|", "2026-02-30", "99:99", "(", "(?P<a>", "in", "=", "category", "customer",
         "age", "no_such", "journey:x:1", "99999999999999999999", "nan", "\x00", "٣"]
    ),
)  # fmt: skip


@st.composite
def policy_files(draw: st.DrawFn) -> dict[str, bytes]:
    """Draw some files: noise, or a right header over cells of every kind."""
    files = {}
    for shape in draw(st.lists(st.sampled_from(FILES), unique=True, max_size=4)):
        if draw(st.booleans()):
            files[shape.file] = draw(st.binary(max_size=60))
        else:
            rows = draw(
                st.lists(
                    st.lists(
                        CELLS, min_size=len(shape.columns) - 1, max_size=len(shape.columns) + 1
                    ),
                    max_size=4,
                )
            )
            lines = [",".join(shape.column_names), *(",".join(row) for row in rows)]
            files[shape.file] = "\n".join(lines).encode("utf-8", errors="replace")
    return files


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(files=policy_files())
def test_no_file_makes_the_check_fail(tmp_path: Path, files: dict[str, bytes]) -> None:
    for old in tmp_path.iterdir():
        old.unlink()
    for file, content in files.items():
        (tmp_path / file).write_bytes(content)
    for finding in check_policy(tmp_path):
        assert finding.message
        assert finding.line >= 0
        assert str(finding).startswith(finding.file)
