"""`batuta train value`: how often customers buy, when they stop and how much they spend."""

from python_hooks.train.value.report import ValueReport, report_path
from python_hooks.train.value.show import show_value_report
from python_hooks.train.value.train import ValueTrained, train_value

__all__ = ["ValueReport", "ValueTrained", "report_path", "show_value_report", "train_value"]
