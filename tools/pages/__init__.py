"""The generated pages of docs/, one module each: what the code knows → Markdown."""
