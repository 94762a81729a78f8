"""Counts of segments and the cube behind them."""
