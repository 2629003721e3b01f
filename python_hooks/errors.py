"""What a user did wrong, said in words a user understands."""

from __future__ import annotations


class UserError(Exception):
    """A mistake in files, settings or arguments; its text is all a user sees of it."""
