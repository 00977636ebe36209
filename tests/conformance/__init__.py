"""Replays what other systems' tests, pages and papers expect through the public interface of plaudit."""
