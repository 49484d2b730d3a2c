"""The small words that turn a claim, *not*, *all*, *may*: what each bears on, and whether the other side answers it.

For `negation` and `modality`, which judge what has no answer.
"""
