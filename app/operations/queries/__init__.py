"""Reading how the site is: whether it may be opened, what an examination finds, and its figures."""
