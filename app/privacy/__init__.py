"""My data: take it away, have it erased, and forget what is old."""
