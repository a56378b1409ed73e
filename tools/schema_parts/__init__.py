"""The structure of each published schema, one module each: nothing → the schema as a dictionary."""
