"""Findings in, the changes out that a memory is to have in place of what was found. The text itself is never touched.

Quiet and right comes before loud: a change is made where the finding is sure, and where the new word is known to fit.
"""

from align.mend.terms import terms

__all__ = ["terms"]
