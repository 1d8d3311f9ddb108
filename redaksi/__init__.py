"""Redaksi: a newsroom in a box, from agency wire to the reader's phone."""

__version__ = "0.1.0"
