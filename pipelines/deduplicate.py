"""Third step: the same identity twice in one run is one post. Similar content never is."""

from scrapy.exceptions import DropItem

from kazcrawl.items import PostItem
from kazcrawl.steps import identities


class DeduplicatePipeline:
    """Remembers the identities of this run."""

    def __init__(self) -> None:
        self._met: set[str] = set()

    def process_item(self, item: PostItem) -> PostItem:
        """Return the item, or raise DropItem("duplicate: of what")."""
        keys = identities(item)
        met = keys & self._met
        if met:
            raise DropItem(f"duplicate: {min(met)}", log_level="DEBUG")
        self._met |= keys
        return item
