"""What themes and plugins print around and within a post, and how it is told from the post's own text.

Two kinds of rules. Names that only a plugin or WordPress' core writes are taken at their word. Names that theme authors use for anything
("related", "summary", "box") only raise a suspicion, which the content must confirm: many links, little prose."""

import re

from bs4.element import Tag

from kazcrawl.parse.places import COMMENTS
from kazcrawl.parse.tree import Mass, attribute, classes, is_hidden, labels
from kazcrawl.text import fold

# Written by plugins and by WordPress' core, never by an author.
_PLUGIN = re.compile(
    r"^(?:sharedaddy|sd-(?:block|sharing\S*|content|title|like)|jp-relatedposts\S*|jp-post-flair|robots-nocontent|likes-widget\S*|post-likes-widget\S*"
    r"|printfriendly\S*|pf-button\S*|print-link|wp-print-\S+|a2a_\S+|addtoany\S*|addthis\S*|at-(?:share|above|below)\S*|ssba\S*|ssbp\S*|heateor\S*|the_champ\S*"
    r"|social-warfare|swp_\S+|swp-\S+|mashsb\S*|essb[_-]\S+|shareaholic\S*|sharify\S*|dpsp\S*|scriptlesssocialsharing\S*|juiz_sps\S*|novashare\S*|et_social\S*|monarch\S*"
    r"|crp_related|yarpp\S*|rp4wp\S*|wp-?rp\S*|wp_rp\S*|nrelate\S*|outbrain\S*|ob-widget\S*|taboola\S*|trc_\S+|zergnet\S*|contentad\S*|relpost\S*|jnews_inline_related_post\S*"
    r"|post-views|wpulike\S*|wp_ulike\S*|kk-star-ratings|gdrts\S*|rmp-\S+|pvc_\S+|tptn_\S+|wpp-list|epvc\S*"
    r"|ez-toc\S*|toc_container|lwptoc\S*|rank-math-toc\S*|wp-block-rank-math-toc-block|wp-block-table-of-contents|rtoc\S*|toc-wrapper|simpletoc\S*"
    r"|wpcf7\S*|wpforms\S*|gform_\S+|nf-form\S*|mc4wp\S*|mailpoet\S*|mailmunch\S*|tnp(?:-\S+)?|sib-form|ml-form\S*|ck_form\S*|convertkit\S*|formkit\S*|hs-form\S*|klaviyo\S*|optin\S*|bloom\S*form"
    r"|adsbygoogle|code-block(?:-\d+)?|ai-viewport\S*|google-auto-placed|adrotate\S*|advads-\S+|wp-block-ad\S*|widgetopts\S*|revive-ad|dfp-\S+|quads-\S+|ad-inserter\S*|mnky-ad|g-single|sponsor-ad"
    r"|saboxplugin-wrap|saboxplugin\S*|abh_box|pp-author-boxes\S*|pp-multiple-authors\S*|m-a-box\S*|author-box|authorbox|wp-block-post-author|wp-block-post-author-biography|guest-author|about-?author"
    r"|wp-block-post-(?:title|date|terms|navigation-link|comments\S*|featured-image|excerpt)|wp-block-comments\S*|wp-block-avatar|wp-block-query\S*|wp-block-latest-\S+|wp-block-loginout|wp-block-search|wp-block-jetpack-\S*related\S*"
    r"|wp-block-jetpack-subscriptions\S*|wp-block-social-links|wp-block-navigation\S*|wp-block-breadcrumb\S*|wp-block-post-comments-form"
    r"|entry-meta|entry-footer|entry-utility|entry-taxonomies|entry-tags|entry-categories|postmetadata|post-edit-link|edit-link|cat-links|tags-links|tag-links|comments-link|posted-on|byline-share|post-meta|postmeta|post_meta|post-info|postinfo"
    r"|meta-info|post-tags|post-categories|post-footer|td-post-(?:sharing|source-tags|next-prev|category)\S*|td_block_related\S*|td-author-name|td-a-rec|td-a-ad|td-crumb-container|elementor-widget-(?:share-buttons|post-navigation|author-box|post-comments|post-info|sitemap|table-of-contents|nav-menu|form|search-form|breadcrumbs|posts|archive-posts)"
    r"|page-links?|pagelink|post-nav-links|page_link|post-page-numbers|wp-pagenavi|pagination|nav-links|post-navigation|navigation|nav-single|nextpage|entry-pagination|pag-list|post-pagination"
    r"|comment-respond|comments-area|respond|comments|commentlist|reply|fb-comments|fb_iframe_widget|fb-like|disqus_thread|wpdiscuz\S*|twitter-share-button|g-plusone|pinit\S*|tweetmeme_button"
    r"|gallery-nav|slider-nav|slick-arrow|lightbox\S*|more-link|read-more|readmore|skip-link|screen-reader-text|back-to-top|breadcrumbs?|wp-smiley-picker|cookie-notice\S*"
    r"|pum|pum-\S+|popmake\S*|modal|noprint|no-print|hidden-print|nocontent)$"
)
# These only ever raise a suspicion.
_SUSPECT = re.compile(
    r"share|sharing|social|follow|related|recommend|similar|also|more-?(?:posts|stories|from|news|article)|newsletter|subscri|signup|sign-up|optin|donat|promo|advert|banner|sponsor|\bads?\b|[-_]ads?[-_]|^ads?[-_]|[-_]ads?$|cta|call-to-action"
    r"|author|byline|\bbio\b|about|meta|tag|categor|topics|breadcrumb|print|rating|vote|like|comment|reply|widget|sidebar|toc|table-of-contents|contents|nav|menu|pager|paging|pagination|prev|next|footer|header|read-?(?:more|next|also)|trending|popular|latest|login|copyright|disclaimer|toolbar|tools|jump|popup|embed-placeholder|credits",
    re.IGNORECASE,
)
_SUSPECT_NAMES = frozenset(("nav", "footer", "header", "aside", "form", "menu", "fieldset", "address"))
_ROLES = frozenset("navigation search dialog alertdialog menu menubar toolbar banner contentinfo".split())

# Headings that open a list of something else: other posts, buttons, forms. Compared folded, at the start of the heading.
_SECTION = re.compile(
    r"(?:related|similar|recommended|more) (?:posts?|articles?|stor(?:y|ies)|news|reading|content|from|in|on|by|topics|links)\b|related$|related:|you (?:may|might) (?:also )?(?:like|enjoy|be interested)|(?:see|read|check out) (?:also|more|next)\b|also read|further reading$"
    r"|share (?:this|the|on|it|via|post|article|with)|share:?$|sharing$|spread the (?:word|love)|like this:?|tell (?:a|your) friends?|follow us|connect with us|subscribe|sign up|join (?:our|the) (?:newsletter|mailing)|newsletter|get (?:our|the) (?:newsletter|latest)|stay (?:updated|informed|connected|in touch|tuned)"
    r"|about the author|author:?$|leave a (?:reply|comment)|post a comment|write a comment|(?:\d+ )?(?:comments?|responses?|replies|thoughts? on)\b(?! from)|post navigation|tags?:?$|tagged|filed under|posted in|categories:?$|recent (?:posts|comments|news)|latest (?:posts|news|articles)|popular posts|trending|table of contents|contents$|on this page|most (?:read|popular)|editor'?s picks?|what to read next|recommended for you|don'?t miss|advertisement|sponsored"
    r"|похожие|читайте (?:также|еще)|читать (?:также|еще|далее)|смотрите также|по теме|другие (?:новости|статьи|записи|материалы)|связанные|рекомендуем|вам (?:может|также)|поделиться|поделитесь|добавить комментарий|оставить комментарий|комментарии|навигация|метки|рубрики|подписаться|подпишитесь|об авторе|последние (?:новости|записи)|свежие записи|популярн"
    r"|ұқсас|тағы (?:да )?оқыңыз|оқи отырыңыз|сондай-ақ оқыңыз|бөлісу|пікір|тегтер|айдарлар|соңғы жаңалықтар"
    r"|ahnliche|ähnliche|verwandte|weitere (?:artikel|beiträge)|das könnte|teilen|schreibe einen kommentar|artículos relacionados|entradas relacionadas|comparte|compartir|deja un(?:a)? (?:comentario|respuesta)|articles? (?:similaires|liés)|partager|à lire aussi|laisser un commentaire|posts relacionados|leia (?:também|mais)|compartilh"
    r"|articoli correlati|leggi anche|condividi|gerelateerde?|lees ook|deel dit|podobne|powiązane|czytaj (?:też|także|również)"
)
# A line that is nothing but a pointer to another post: a label, then links.
_POINTER = re.compile(
    r"(?:(?:also |please )?(?:read|see|watch|listen)(?: also| more| next| this| on)?(?: here| at| about)?|related(?: \w+)?|more on this(?: \w+)?|you (?:may|might) (?:also )?(?:like|enjoy)|don'?t miss|must read|recommended|trending|continue reading|click here to read|full story|"
    r"читайте (?:также|еще|на эту тему|по теме)|читать (?:также|далее|еще)|смотрите также|по теме|подробнее|ранее по теме|тағы (?:да )?оқыңыз|сондай-ақ оқыңыз|толығырақ|lesen sie auch|lees ook|leggi anche|leia também|à lire aussi|lire aussi|lea también|czytaj też|baca juga)\s*[:>\-|»→]*\s*"
)
# Short lines that themes and plugins leave within a post's element, whole line.
_LINE = re.compile(
    r"(?:print(?: friendly| this(?: post| page)?|, pdf & email)?|share(?: this)?(?: post| article)?:?|tweet|pin(?: it)?|e-?mail(?: this)?|facebook|twitter|linkedin|whatsapp|telegram|pocket|reddit|pinterest|tumblr|like(?: this)?:?|loading\.\.\.|like loading\.\.\."
    r"|advertisements?|advertising|ad|реклама|sponsored|continue reading.{0,5}|read more.{0,5}|read the full (?:story|article).{0,5}|\(?more\.{0,3}\)?|edit(?: this)?(?: post)?|edit this entry\.?|no comments?|leave a (?:comment|reply)|\d+ (?:comments?|shares?|views?|likes?)|(?:post )?views:? ?[\d.,]+|\d+ ?min(?:ute)?s? read"
    r"|(?:↑ ?)?(?:back to )?top(?: ?↑)?|skip to (?:main )?content|click to share.{0,60}|share on (?:facebook|twitter|linkedin|whatsapp|x|pinterest|email)|follow us on.{0,40}|распечатать|печать|поделиться:?|поделиться (?:ссылкой|в).{0,30}|читать далее.{0,5}|нет комментариев|оставить комментарий|добавить комментарий|наверх|версия для печати|басып шығару|бөлісу:?"
    r"|(?:filed under|posted in|categorized(?: as)?|categor(?:y|ies)|tagged(?: with| as)?|tags?|рубрик[аи]|метк[аи]|теги?|айдар|тегтер):? .{1,200}|this entry was posted (?:in|on|by) .{1,300}"
    r"|this (?:post|article|entry) was (?:originally )?(?:posted|filed|tagged) (?:in|under|with) .{1,300}|bookmark the permalink.{0,5}|follow any (?:comments|responses).{0,120}|pages?: ?[\d ]+|next page.{0,3}|previous page.{0,3})"
)
_LITTLE_PROSE = 200
_SHORT_LINE = 320


def is_furniture(tag: Tag, mass: Mass, whole: Mass) -> bool:
    """Whether an element within a post's content is not the author's: hidden, a plugin's block, or a suspect that its content convicts.

    `mass` is the element's text, `whole` the text of the content it stands in. An element that holds most of the prose is never furniture."""
    names = labels(tag)
    if any(COMMENTS.match(name) for name in names):
        return mass.chars < whole.chars
    if mass.prose * 2 > whole.prose > 0:
        return False
    if is_hidden(tag):
        return True
    if any(_PLUGIN.match(name) for name in names):
        return mass.prose < 2 * _LITTLE_PROSE or mass.link_share > 0.5
    if attribute(tag, "role").lower() in _ROLES or tag.name in ("nav", "dialog", "menu"):
        return mass.prose < 2 * _LITTLE_PROSE or mass.link_share > 0.5
    if "itemprop" in tag.attrs and attribute(tag, "itemprop") in ("author", "publisher", "datePublished", "dateModified", "comment", "keywords"):
        return mass.prose < _LITTLE_PROSE
    return _is_convicted(tag, names, mass)


def _is_convicted(tag: Tag, names: list[str], mass: Mass) -> bool:
    if tag.name == "form":
        return mass.prose < 2 * _LITTLE_PROSE
    if tag.name in ("p", "li", "a", "span", "strong", "em", "b", "i", "td", "tr", "table", "tbody", "blockquote", "figure", "img", "pre", "code", "body"):
        return False
    if not (tag.name in _SUSPECT_NAMES or any(_SUSPECT.search(name) for name in names)):
        return False
    if mass.images and mass.chars < 40 and mass.links <= mass.images:
        return False
    if mass.links and mass.link_share > 0.45:
        return True
    opening = _first_words(tag)
    return bool(opening and _SECTION.match(opening)) and (mass.prose < _LITTLE_PROSE or mass.link_share > 0.25)


def _first_words(tag: Tag) -> str:
    return fold(next((text for text in tag.stripped_strings), "")[:80])


def opens_foreign_section(text: str) -> bool:
    """Whether a heading (or a short label of its own) announces other posts, share buttons, a form or tags."""
    return len(text) <= 60 and bool(_SECTION.match(fold(text)))


def is_pointer(text: str, linked: int) -> bool:
    """Whether a paragraph is nothing but a pointer to other posts; `linked` counts the characters of it that are links."""
    folded = fold(text)
    label = _POINTER.match(folded)
    return bool(label) and len(folded) <= _SHORT_LINE and linked >= 0.8 * (len(folded) - label.end()) > 0 if label else False


def is_furniture_line(text: str) -> bool:
    """Whether a whole short line is one that themes and plugins print ("Print Friendly", "Posted in News", "↑ Top")."""
    return len(text) <= _SHORT_LINE and bool(_LINE.fullmatch(fold(text)))


def is_emoji_image(tag: Tag) -> bool:
    """Whether an image stands for a character: WordPress' emoji and smilies, whose `alt` is the text."""
    return not {"emoji", "wp-smiley", "wp-emoji"}.isdisjoint(classes(tag))
