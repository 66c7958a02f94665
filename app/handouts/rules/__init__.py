"""Pure: how a check goes on paper, how a meeting goes, which words go on a sheet."""
