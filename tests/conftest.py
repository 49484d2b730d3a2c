"""What holds for all tests."""

from hypothesis import settings

# The first example of a property may load a dictionary, and a busy machine is slow: laws are not about time.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")
