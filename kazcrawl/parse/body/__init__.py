"""The post's text: blocks, sanitised HTML, media and links, without what themes and plugins print."""
