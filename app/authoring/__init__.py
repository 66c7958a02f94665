"""The trainer's desk: drafts, preview, checks, two pairs of eyes, publication."""
