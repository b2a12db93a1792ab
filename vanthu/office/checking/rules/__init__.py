"""The rules of layout and writing, one small function each; `catalogue` lists them all."""
