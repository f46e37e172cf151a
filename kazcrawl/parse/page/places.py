"""What themes call the places of a page: the post's element, its body, its title, and the zones that are never the post."""

import re

# The body's element, best known first (the themes of WordPress' own directory, page builders, news themes, microformats 1 and 2).
CONTENT_CLASSES = frozenset({
    "entry-content", "wp-block-post-content", "elementor-widget-theme-post-content", "td-post-content", "et_pb_post_content",
    "fusion-post-content", "fusion-content-tb", "brz-wp-post-content",
    "post-content", "post_content", "postcontent", "post-entry", "post-body", "postbody", "entry-body",
    "entry-text", "storycontent", "single-entry-content", "single-content", "single-post-content", "the-content", "the_content",
    "thecontent", "article-content", "article_content", "article-body", "article_body", "article__body", "article__content",
    "article-text", "articlebody", "article-main-content", "story-body", "story-content", "story__body", "news-content", "news-text",
    "news-body", "news-detail", "blog-content", "blog-post-content", "content-body", "body-content", "post__content", "post__body",
    "post-text", "post_text", "entry__content", "e-content", "field--name-body", "single__content", "single-body",
    "main-content-text", "pf-content", "single-post__content", "wp-content", "entry", "storyline", "storytext",
})  # fmt: skip
# The same, as built from the words that themes use; weaker than the names above.
CONTENT_NAME = re.compile(
    r"^(?:[a-z0-9]{1,12}[-_]{1,2})?(?:entry|post|article|story|news|single|blog)[-_]{0,2}(?:single|inner|main|full|detail|details)?[-_]{0,2}"
    r"(?:content|body|text|copy)(?:[-_]{1,2}(?:inner|text|content|area|wrap|wrapper|container))?$"
)
TEMPLATE_CLASSES = frozenset({
    "elementor-widget-theme-post-content", "et_pb_post_content", "fusion-content-tb", "brz-wp-post-content",
})  # fmt: skip
"""Of these, what page builders print in their templates of single posts and nowhere else."""
CONTENT_ITEMPROPS = frozenset(("articlebody", "text", "blogpost"))

# The post's own element: WordPress' post_class(), microformats, schema.org.
POST_CLASSES = frozenset({
    "hentry", "h-entry", "type-post", "status-publish", "single-post-content", "post-single", "postitem", "single-article",
})  # fmt: skip
POST_ID = re.compile(r"^post-?\d+$")
POST_TYPES = re.compile(r"schema\.org/(?:\w*Article|BlogPosting|Report)\b", re.IGNORECASE)
TITLE_CLASSES = frozenset({
    "entry-title", "post-title", "wp-block-post-title", "posttitle", "storytitle", "single-title", "article-title", "p-name",
    "title",
})  # fmt: skip

SITE_CLASSES = frozenset(("site-title", "wp-block-site-title", "site-name"))
"""What themes call the element of the site's name."""
TELLING_CLASSES = SITE_CLASSES | {"wp-embed"}
"""What tells of the site, or that the page is no post's own, wherever it stands."""

# Zones that are never the post itself: readers' comments, columns, menus, lists of other posts.
ZONE_NAMES = frozenset(("nav", "footer", "aside", "form", "noscript", "template", "dialog"))
COMMENTS = re.compile(
    r"^(?:comments?(?:[-_](?:area|list|wrap|wrapper|section|container|template|body))?|commentlist|respond|disqus_thread"
    r"|(?:(?:post|article|entry|blog|news|page|single|site|story|item|content|block|section|users?|readers?|cd|com|mod|wp|facebook|fb|vk|hc)[-_]){1,2}comments"
    r"|comment-respond|trackbacks|pingbacks|wpdiscuz|wp-block-comments)$"
)
ZONE = re.compile(
    r"^(?:(?:\w+[-_])?sidebar(?:[-_](?:wrap|wrapper|inner|area|primary|secondary|main|left|right|widgets?|container|\d+))?|secondary|tertiary|widget(?:[-_]area|s)?|widget_\w+"
    r"|wp-block-latest-\w+|wp-block-query|wp-block-post-template|site-footer|footer|colophon|site-header|masthead"
    r"|(?:[a-z0-9]+[-_])*(?:related|recommended|similar|more)[-_]?(?:posts?|articles?|stories|news|entries|content|items|reading)?(?:[-_](?:wrap|wrapper|list|section|area|inner|container))?"
    r"|jp-relatedposts|yarpp(?:-related)?|crp_related|rp4wp-related-posts|(?:prev|next)(?:ious)?[-_]?(?:post|story|article)s?(?:[-_](?:thumbnails?|links?|wrap|wrapper|nav))?|post-navigation|nav-below|nav-above|breadcrumbs?|cookie\S*|popup|modal"
    r"|(?:elementor-location|fl-theme-builder|et-l-|brx|fusion)-(?:header|footer|popup)|footer-widgets?"
    r"|author-(?:box|bio|info)|about-author|newsletter\S*|mobile-menu|off-canvas)$"
)
# What stands beside a post, within its element too, and belongs to other posts, to readers or to the site.
BESIDE = frozenset({
    "respond", "disqus_thread", "widget", "sidebar", "widget-area", "related", "related-posts", "relatedposts", "jp-relatedposts",
    "yarpp", "yarpp-related", "more-posts", "navigation", "post-nav", "post-navigation", "nav-links", "posts-navigation", "nav-single",
    "wp-block-query", "wp-block-latest-posts", "wp-block-comments", "wp-block-post-comments", "site-footer", "colophon", "secondary",
    "breadcrumbs", "breadcrumb", "menu", "share", "sharedaddy", "social-share", "newsletter", "rpwe-block", "owl-carousel",
    "slick-slider", "recent-posts", "hentry",
})  # fmt: skip
