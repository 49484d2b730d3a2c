"""The page on which a person mends pairs and judges findings: a server for one folder, on this machine alone."""

from align.review.serving import LOOPBACK, Address, bound, serve

__all__ = ["LOOPBACK", "Address", "bound", "serve"]
