"""What batuta learns from data; it lands as parameter files that SQL reads."""

from python_hooks.train.identity import Trained, train_identity, train_in

__all__ = ["Trained", "train_identity", "train_in"]
