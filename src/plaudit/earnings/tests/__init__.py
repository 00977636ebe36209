"""Tests of the calculation."""
