"""What goes into a package, and what its manifest says. Pure."""
