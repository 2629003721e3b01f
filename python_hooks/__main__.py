"""The command line: arguments in, exit code out. The only file that prints."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from python_hooks.errors import UserError
from python_hooks.progress import Steps, make_console
from python_hooks.settings import Settings

DONE, FAILED, MISTAKE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 when it is done, 1 when a check found errors, 2 on a mistake."""
    console = make_console()
    parsed = _parser().parse_args(arguments)
    settings = Settings.from_env()
    for place in ("raw", "policy"):
        if getattr(parsed, place, None):
            settings = replace(settings, **{place: Path(getattr(parsed, place)).absolute()})
    steps = Steps(console)
    try:
        return int(parsed.run(parsed, settings, steps))
    except UserError as error:
        console.print(f"[bold red]error:[/bold red] {escape(str(error))}", soft_wrap=True)
        return MISTAKE
    except KeyboardInterrupt:
        console.print("stopped; the last good tables are as they were")
        return MISTAKE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="batuta", description="Decides which campaign may talk to whom today, and says why."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    demo = commands.add_parser("demo", help="make the raw files of a made-up company")
    demo.add_argument("--customers", type=int, default=4000, help="how many people (default 4000)")
    demo.add_argument("--days", type=int, default=540, help="how many days of history (540)")
    demo.add_argument("--seed", type=int, default=1, help="another seed, another company (1)")
    demo.add_argument("--out", help="the raw folder to write (default: that of BATUTA_RAW)")
    demo.set_defaults(run=_demo)

    check = commands.add_parser("check", help="look for mistakes in the policy files")
    check.add_argument("--policy", help="the policy folder (default: BATUTA_POLICY, else seeds/)")
    check.set_defaults(run=_check)

    run = commands.add_parser("run", help="the main job: check, land, decide, publish, summarise")
    run.add_argument("--raw", help="the folder of raw files (default: BATUTA_RAW)")
    run.add_argument("--policy", help="the policy folder (default: BATUTA_POLICY, else seeds/)")
    run.add_argument("--as-of", default="", help="the moment to look from, UTC unless it says so")
    run.add_argument("--through", default="", help="decide each day through this date")
    run.add_argument("--mode", default="", help="priority, value or chronological")
    run.add_argument("--threads", type=int, default=2, help="models built at once (2)")
    run.add_argument("--no-publish", action="store_true", help="decide, but reserve nothing")
    run.set_defaults(run=_run)

    land = commands.add_parser("land", help="land the raw files only (before dbt on Spark)")
    land.add_argument("--raw", help="the folder of raw files (default: BATUTA_RAW)")
    land.set_defaults(run=_land)

    publish = commands.add_parser("publish", help="reserve the contacts of the built decisions")
    publish.set_defaults(run=_publish)

    summary = commands.add_parser("summary", help="show the newest decided day again")
    summary.set_defaults(run=_summary)

    compare = commands.add_parser(
        "compare", help="two policies, or two modes, over the same days; publishes nothing"
    )
    compare.add_argument(
        "--policy",
        dest="policies",
        action="append",
        default=[],
        metavar="FOLDER",
        help="a policy folder: twice for A and B; once for B against the policy in force,"
        " or for one policy in two modes",
    )
    compare.add_argument(
        "--mode",
        dest="modes",
        action="append",
        default=[],
        help="priority, value or chronological: once for both sides, twice for A and B",
    )
    compare.add_argument("--date", default="", help="the day (default: the newest decided one)")
    compare.add_argument("--from", dest="first", default="", help="the first of several days")
    compare.add_argument("--to", dest="last", default="", help="the last of several days")
    compare.set_defaults(run=_compare)

    replay = commands.add_parser("replay", help="decide a published day again, and compare")
    replay.add_argument("--date", required=True, help="the day, YYYY-MM-DD")
    replay.add_argument("--policy", help="the policy folder of today (default: BATUTA_POLICY)")
    replay.add_argument(
        "--late-facts", action="store_true", help="let in the raw files that arrived since"
    )
    replay.add_argument("--new-policy", action="store_true", help="decide by today's policy")
    replay.set_defaults(run=_replay)

    train = commands.add_parser("train", help="learn parameters from data")
    subjects = train.add_subparsers(required=True, metavar="WHAT")
    weights = subjects.add_parser("identity", help="how far records of one person agree")
    weights.add_argument("--raw", help="the folder of raw files (default: BATUTA_RAW)")
    weights.add_argument("--policy", help="the policy folder (default: BATUTA_POLICY, else seeds/)")
    weights.add_argument(
        "--out", help="the file to write (default: identity_weights.csv of the policy folder)"
    )
    weights.set_defaults(run=_train_identity)

    evaluate = commands.add_parser("evaluate", help="measure against what is known to be true")
    measured = evaluate.add_subparsers(required=True, metavar="WHAT")
    identity = measured.add_parser("identity", help="who is who, beside the truth and Splink")
    identity.add_argument("--raw", required=True, help="the folder of raw files")
    identity.add_argument(
        "--truth",
        required=True,
        help="Parquet or CSV with source_name, source_record_id, person_id",
    )
    identity.add_argument(
        "--policy", help="the policy folder (default: BATUTA_POLICY, else seeds/)"
    )
    identity.add_argument(
        "--no-splink",
        action="store_true",
        help="only the weights in force: no training on these rows, no model of Splink's own",
    )
    identity.add_argument("--json", action="store_true", help="for tools")
    identity.set_defaults(run=_evaluate_identity)

    explain = commands.add_parser("explain", help="why a customer got something, or is who it is")
    topics = explain.add_subparsers(required=True, metavar="WHAT")
    decision = topics.add_parser("decision", help="a customer's day, verdict by verdict")
    decision.add_argument("customer", help="customer id, e-mail, phone or customer number")
    decision.add_argument("--date", help="the decided day (default: the newest)")
    decision.add_argument("--campaign", help="this campaign only: what became of it, or why not")
    decision.add_argument("--json", action="store_true", help="for tools, in a shape that is kept")
    decision.set_defaults(run=_explain_decision)
    person = topics.add_parser("customer", help="who a customer is, and why each field says so")
    person.add_argument("customer", help="customer id, e-mail, phone or customer number")
    person.add_argument("--json", action="store_true", help="for tools, in a shape that is kept")
    person.set_defaults(run=_explain_customer)
    return parser


def _demo(parsed: argparse.Namespace, settings: Settings, steps: Steps) -> int:
    from python_hooks.demo import make_company

    for name in ("customers", "days"):
        if getattr(parsed, name) < 1:
            raise UserError(f"--{name} must be at least 1")
    out = Path(parsed.out).absolute() if parsed.out else settings.raw
    with steps.step(f"making a company of {parsed.customers:,} people") as step:
        made = make_company(
            out,
            customers=parsed.customers,
            days=parsed.days,
            seed=parsed.seed,
            until=None,
            progress=lambda what, done, total: step.advance(done, total, what),
        )
        rows = sum(made.rows.values())
        step.note = f"{rows:,} rows in {made.files} files, {made.dirty_rows:,} of them dirty"
    return DONE


def _check(parsed: argparse.Namespace, settings: Settings, steps: Steps) -> int:
    from python_hooks.policy import check_policy

    findings = check_policy(settings.policy)
    errors = [finding for finding in findings if finding.severity == "error"]
    for finding in findings:
        colour = "red" if finding.severity == "error" else "yellow"
        steps.console.print(f"[{colour}]{finding.severity}[/{colour}] {escape(str(finding))}")
    warnings = len(findings) - len(errors)
    steps.console.print(
        f"{escape(str(settings.policy))}: {len(errors)} errors, {warnings} warnings"
    )
    return FAILED if errors else DONE


def _run(parsed: argparse.Namespace, settings: Settings, steps: Steps) -> int:
    from python_hooks.job.run import RunRequest, run_job
    from python_hooks.job.summary import read_summary, show_summary

    request = RunRequest(
        parsed.as_of, parsed.mode, not parsed.no_publish, parsed.threads, parsed.through
    )
    result = run_job(settings, request, steps)
    for warning in result.warnings[:12]:
        steps.console.print(f"[yellow]warning:[/yellow] {escape(warning)}", soft_wrap=True)
    if len(result.warnings) > 12:
        steps.console.print(f"[yellow]and {len(result.warnings) - 12} more warnings[/yellow]")
    show_summary(steps.console, read_summary(settings), settings, _called_as())
    if not result.published:
        steps.console.print("nothing was reserved; publish with: " + _called_as() + " publish")
    return DONE


def _land(parsed: argparse.Namespace, settings: Settings, steps: Steps) -> int:
    from python_hooks.landing.land import land

    with steps.step("landing the raw files") as step:
        report = land(settings, lambda what: step.advance(0, None, what))
        step.note = f"{report.row_count:,} rows in {len(report.deliveries)} files"
    for warning in report.warnings:
        steps.console.print(f"[yellow]warning:[/yellow] {escape(warning)}", soft_wrap=True)
    return DONE


def _publish(parsed: argparse.Namespace, settings: Settings, steps: Steps) -> int:
    from python_hooks.job.publish import publish_built

    for line in publish_built(settings, steps):
        steps.console.print(escape(line))
    return DONE


def _summary(parsed: argparse.Namespace, settings: Settings, steps: Steps) -> int:
    from python_hooks.job.summary import read_summary, show_summary

    show_summary(steps.console, read_summary(settings), settings, _called_as())
    return DONE


def _compare(parsed: argparse.Namespace, settings: Settings, steps: Steps) -> int:
    from python_hooks.compare import CompareRequest, run_compare, show_comparison

    request = CompareRequest(
        tuple(parsed.policies), tuple(parsed.modes), parsed.date, parsed.first, parsed.last
    )
    comparison, report = run_compare(settings, request, steps)
    show_comparison(steps.console, comparison, report)
    return DONE


def _replay(parsed: argparse.Namespace, settings: Settings, steps: Steps) -> int:
    from python_hooks.replay import replay_day, show_replay

    replay = replay_day(
        settings,
        parsed.date,
        steps,
        late_facts=parsed.late_facts,
        new_policy=parsed.new_policy,
    )
    show_replay(steps.console, replay)
    return DONE if replay.is_same else FAILED


def _train_identity(parsed: argparse.Namespace, settings: Settings, steps: Steps) -> int:
    from python_hooks.policy import check_policy
    from python_hooks.train import train_identity

    out = Path(parsed.out).absolute() if parsed.out else settings.policy / "identity_weights.csv"
    trained = train_identity(settings, out, steps)
    if trained.kept:
        steps.console.print(
            f"the data say too little about {', '.join(trained.kept)}:"
            " those weights are the ones that ship"
        )
    steps.console.print(f"wrote {escape(str(out))}", soft_wrap=True)
    if out.parent == settings.policy:
        for finding in check_policy(settings.policy):
            if finding.file == out.name:
                steps.console.print(f"{finding.severity}: {escape(str(finding))}", soft_wrap=True)
    return DONE


def _evaluate_identity(parsed: argparse.Namespace, settings: Settings, steps: Steps) -> int:
    from python_hooks.evaluate import evaluate_identity, evaluation_as_json, show_evaluation

    quiet = Steps(Console(stderr=True, highlight=False)) if parsed.json else steps
    evaluation = evaluate_identity(
        settings, Path(parsed.truth).absolute(), quiet, with_splink=not parsed.no_splink
    )
    if parsed.json:
        steps.console.out(evaluation_as_json(evaluation), highlight=False)
    else:
        show_evaluation(steps.console, evaluation)
    return DONE


def _explain_decision(parsed: argparse.Namespace, settings: Settings, steps: Steps) -> int:
    from python_hooks.explain import as_json, explain_decision, show_story

    story = explain_decision(settings, parsed.customer, parsed.date, parsed.campaign)
    if parsed.json:
        steps.console.out(as_json(story), highlight=False)
    else:
        show_story(steps.console, story)
    return DONE


def _explain_customer(parsed: argparse.Namespace, settings: Settings, steps: Steps) -> int:
    from python_hooks.explain.golden import as_json, explain_customer, show_customer

    story = explain_customer(settings, parsed.customer)
    if parsed.json:
        steps.console.out(as_json(story), highlight=False)
    else:
        show_customer(steps.console, story)
    return DONE


def _called_as() -> str:
    return "batuta" if Path(sys.argv[0]).name == "batuta" else "python -m python_hooks"


if __name__ == "__main__":
    sys.exit(main())
