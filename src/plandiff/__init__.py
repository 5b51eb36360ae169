"""plandiff shows how a negotiated text changed from one version to the next."""

__version__ = "0.1.0"
