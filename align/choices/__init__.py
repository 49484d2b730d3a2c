"""What a user chose: read from `align.toml`, and kept beside a report, so that the same run can be made again."""

from align.choices.from_toml import found, read
from align.choices.keeping import RUN, keeping, kept

__all__ = ["RUN", "found", "keeping", "kept", "read"]
