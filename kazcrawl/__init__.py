"""kazcrawl keeps the news blogs of chambers of commerce, for good.

One post's way through the house:

    site | routes | plan | fetch | parse | normalize | validate | deduplicate | archive

Whatever decides is a function of plain data; whatever touches the network, the clock or the disk is thin around it.
"""

__version__ = "0.1.0"
