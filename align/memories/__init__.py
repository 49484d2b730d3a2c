"""Translation memories in, better ones out: what is wrong with one, what is in it, and merging, splitting, cleaning, converting."""

from align.memories.checking import Problem, problems
from align.memories.cleaning import RULES, cleaned
from align.memories.counting import Stats, stats
from align.memories.fate import Fate
from align.memories.kinds import KINDS
from align.memories.merging import POLICIES, Policy, merged
from align.memories.opening import Opened
from align.memories.saving import Saved, memory, split

__all__ = [
    "KINDS", "POLICIES", "RULES", "Fate", "Opened", "Policy", "Problem", "Saved", "Stats", "cleaned", "memory", "merged",
    "problems", "split", "stats",
]  # fmt: skip
