"""Work for later: a table, a worker, visible progress. Upper rooms say what can be done."""
