"""Set a translation beside its original, and see where it drifts."""

__version__ = "0.1.0"
