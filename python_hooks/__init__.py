"""Carries and checks around the dbt project: `python -m python_hooks <command>`.

demo makes a company's raw files, landing brings raw files in, quality checks them at the door,
policy lints the policy files, job runs it all, explain tells why, replay decides a past day again.
What is decided, SQL decides.
"""
