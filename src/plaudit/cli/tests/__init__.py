"""Tests of the commands, from what is typed to what is printed."""
