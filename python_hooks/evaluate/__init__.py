"""How good batuta is, measured against what is known to be true."""

from python_hooks.evaluate.as_json import evaluation_as_json
from python_hooks.evaluate.identity import Evaluation, evaluate_identity
from python_hooks.evaluate.show import show_evaluation

__all__ = ["Evaluation", "evaluate_identity", "evaluation_as_json", "show_evaluation"]
