"""Tests of the printed query."""
