"""Somebody's own text made into the draft of a plan file: readers for the formats, one outline for all of them."""
