"""The main job: check, land, build, publish, and say what came of it."""
