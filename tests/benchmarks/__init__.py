"""Speed, measured beside a reference in one run; never part of the tests."""
