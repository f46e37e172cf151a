"""Any WordPress blog by its address: scrapy crawl blog -a url=https://blog.example.org/"""

from kazcrawl.crawl.spider import ChamberSpider


class BlogSpider(ChamberSpider):
    """A blog that has no file of its own; `-a url=` is required, `-a site=` names it otherwise than its host does."""

    name = "blog"
