"""Theming: the machine proposes with reasons that a person can check, and a person decides.

Nothing is imported here: what decides the order of reading needs no machine learning, and a
process that serves young people should not load any.
"""
