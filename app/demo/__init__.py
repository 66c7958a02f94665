"""An imaginary town to look at; refuses production."""
