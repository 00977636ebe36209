"""Checks of the money: curves that fall, cliffs, tiers nobody reaches, what it can cost, acts paid twice."""
