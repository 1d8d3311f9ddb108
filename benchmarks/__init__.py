"""Measurements as ratios within one run, on whatever machine they are run."""
