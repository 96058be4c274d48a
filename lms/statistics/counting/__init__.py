"""Counters kept in the transaction of the fact: spells of persons, changes by day, and how many count now in each unit."""
