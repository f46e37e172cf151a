"""The steps of an item, one small file each: normalize, validate, deduplicate, archive. What they decide is in `kazcrawl/steps.py`."""
