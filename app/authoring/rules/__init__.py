"""The desk's pure decisions: parts of a draft, where it is thin, and how one begins."""
