"""What tables hold of persons, said beside their columns, and what follows from it."""
