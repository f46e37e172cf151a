"""One file per hand-tuned site; `blog.py` is any blog by its address."""
