"""Damaged input by the thousand: each is accepted or refused in a sentence, and nothing else."""
