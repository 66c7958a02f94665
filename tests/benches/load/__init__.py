"""What the whole site costs under load, each thing beside the least it could cost: `make bench`."""
