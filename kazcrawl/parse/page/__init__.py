"""A page before its fields: text, outline, where the post stands, the tree of what is needed."""
