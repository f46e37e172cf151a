"""The Scrapy side: spider, guard, robots, run log, runner. This file imports nothing, so that naming the folder stays cheap."""
