"""Command line of the survey.

    python -m training.survey                               # every part; half an hour
    python -m training.survey capitals divisions            # some parts
    python -m training.survey settlements --sample 1000
    python -m training.survey territories --json            # every wrong answer, as JSON

Prints the share found, placed, right, at the very place and at a hamlet of the name, by part; then what is wrong by
kind, with examples. Exits with 1 if a part misses its bar.
"""

from __future__ import annotations

import argparse
import json
import sys

from gazetteer.build import ensure
from training.survey.answers import answers
from training.survey.questions import PARTS, SAMPLE, questions
from training.survey.report import BARS, EXAMPLES, as_json, as_text, counted
from webapp.config import Settings
from webapp.nlp.pipeline import Pipeline


def main(arguments: list[str] | None = None) -> None:
    """Ask and print."""
    parser = argparse.ArgumentParser(
        prog="python -m training.survey", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="parts of the survey (default: all)")
    parser.add_argument(
        "--sample", type=int, default=SAMPLE, metavar="N", help="settlements drawn (default: %(default)s)"
    )
    parser.add_argument("--model", default="md", choices=("md", "sm"), help="size of spaCy's model (default: md)")
    parser.add_argument("--examples", type=int, default=EXAMPLES, metavar="N", help="examples of each kind of mistake")
    parser.add_argument("--json", action="store_true", help="JSON with every wrong answer")
    options = parser.parse_args(arguments)
    gazetteer = ensure(Settings.from_environment().gazetteer_path)
    asked = questions(gazetteer, options.parts or PARTS, options.sample)
    parts = counted(answers(Pipeline(gazetteer, options.model), asked))
    print(
        json.dumps(as_json(parts), ensure_ascii=False, indent=1) if options.json else as_text(parts, options.examples)
    )
    sys.exit(1 if any(part.share("right") < BARS.get(part.heading, 0) for part in parts) else 0)


if __name__ == "__main__":
    main()
