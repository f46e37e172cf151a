"""A paragraph of prose with "by" and a day in it is neither a by-line nor a theme's line, wherever it stands: it stays in the body and names
nobody."""

from itertools import product

import pytest

from kazcrawl.parse import parse_post

TITLE = "Big day at the port"
REST = (
    "The warehouse has room for sixty pallets and a cold chamber, and the treasurer agreed to look into the fee.",
    "Samples wait longer at the border than whole consignments, members said after the meeting in the new hall.",
)
DAY = "March 5, 2024"
AFTER = "".join(f"<p>{text}</p>" for text in REST)
PAGES = {
    "classic": '<article class="post hentry"><h1 class="entry-title">{title}</h1><p class="entry-meta">{day}</p><div class="entry-content"><p>{text}</p>{after}</div></article>',
    "no names": "<h1>{title}</h1><p>{text}</p>{after}",
    "no names, dated": "<h1>{title}</h1><p>{day}</p><p>{text}</p>{after}",
    "boxes": "<div><div><h2>{title}</h2><div>{text}</div><div>{rest[0]}</div><div>{rest[1]}</div></div></div>",
    "table": "<table><tr><td><b>{title}</b><br>{text}<br><br>{rest[0]}<br><br>{rest[1]}</td></tr></table>",
    "details": '<div class="zq-page"><h1>{title}</h1><i class="zq-date">{day}</i><div class="zq-details-text"><p>{text}</p>{after}</div></div>',
    "data": '<div class="zq"><h1 class="zq-header">{title}</h1><div class="zq-data">{text}</div><div class="zq-data">{rest[0]}</div><div class="zq-data">{rest[1]}</div></div>',
    "info": '<div class="zq-info"><h1>{title}</h1><p class="date">{day}</p><div class="info-text"><p>{text}</p>{after}</div></div>',
    "written": '<div class="written-content"><h1>{title}</h1><div class="written-text"><p>{text}</p>{after}</div></div>',
    "date in the name": '<div class="item"><h1>{title}</h1><div class="date-text"><p>{text}</p>{after}</div></div>',
    "bold": '<div class="zq"><h1>{title}</h1><p><strong>{text}</strong></p>{after}</div>',
    "last": '<article><h1>{title}</h1><div class="entry-content">{after}<p>{text}</p></div></article>',
    "last, set apart": "<article><h1>{title}</h1>{after}<p><em>{text}</em></p></article>",
}

WHEN = ("noon", "Friday", "March 3, 2024", "sea", "the end of May", "2024", "Joan Reed", "Trade Minister Joan Reed", "a vote of 40 to 3")
MADE = [
    form.format(when=when)
    for form, when in product(
        (
            "The queue was shortened by {when}. Drivers said so on March 3, 2024.",
            "By {when} the queue was gone; nobody knows why.",
            "On March 3, 2024 the hall was opened again by {when}.",
            "A pilot led by {when} went well. Its end is due by April 2024.",
        ),
        WHEN,
    )
]
ABROAD = [
    form.format(word=word, who=who)
    for word, who, form in product(
        ("von", "par", "por", "di", "от", "автор"),
        ("Montag", "Hans Vogel", "lundi", "3 mars 2024", "Ивана Петрова", "3 марта 2024 года"),
        (
            "Die Halle wurde {word} {who} geöffnet. So am 3. März 2024.",
            "Очередь сократили {word} {who}. Об этом сказали 3 марта 2024 года.",
        ),
    )
]
TOLD = [
    "The second room had to be connected by video. A pilot with 78 companies showed that the form takes eleven minutes.",
    "By the end of the day 23 contracts had been signed and one had been torn up.",
    "By popular demand, the workshop returns in May with more seats.",
    "By Order of the Board, the hall closes on 10 May 2024.",
    "By Decree of the President the duty ends on March 3, 2024",
    "By Train to Aktau: members travelled for two days to see the port.",
    "Written by hand, the letter of 3 March 2024 reached the minister by post.",
    "Posted by the customs office on March 3, 2024, the list names 40 goods.",
    "Published by the ministry on 3 March 2024, the report was read by everyone. Few liked it.",
    "The form was published by the Ministry of Trade on March 3, 2024",
    "Guest post offices open by June. Staff will be hired by Joan Reed.",
    "By Joan Reed's own account, the port lost money in 2023. She told the members so on March 3, 2024.",
    "by the way, the office is closed on March 3, 2024",
    "Author of the year was named on March 3, 2024 by the jury.",
    "Updated by the minute, the board showed 40 ships on March 3, 2024.",
    "Joan Reed spoke on March 3, 2024.",
    "AFTER MONTHS OF WORK THE PORT OPENED ITS GATES ON MARCH 3, 2024",
    "Von Montag bis Freitag ist die Halle offen. Am 3. März 2024 schließt sie.",
    "Von Petra Klein stammt die Idee. Sie stellte sie am 3. März 2024 vor.",
    "Par le décret du 3 mars 2024, le port est ouvert.",
    "Publié par le ministère le 3 mars 2024, le rapport compte 40 pages.",
    "Por la mañana llegaron 40 barcos. El 3 de marzo de 2024 se abrió el puerto.",
    "Door de storm was de haven dicht. Op 3 maart 2024 ging hij open.",
    "От имени палаты 3 марта 2024 года выступил Иван Петров.",
    "Автор проекта Иван Петров рассказал о нём 3 марта 2024 года.",
    "Авторы лучших работ получат призы 3 марта 2024 года.",
    "Опубликовано постановление от 3 марта 2024 года. Оно вступает в силу.",
    "Автор Асқар Нұрлан 2024 жылғы 3 наурызда сөз сөйледі.",
    "Yazar Ayşe Demir 3 Mart 2024 günü konuştu.",
    "委员会于2024年3月3日宣布码头重新开放并且欢迎所有会员前来参观。",
]


@pytest.mark.parametrize("kind", PAGES)
def test_prose_stays_whole_and_names_nobody(kind: str) -> None:
    wrong = []
    for text in (*TOLD, *MADE, *ABROAD):
        body = PAGES[kind].format(title=TITLE, day=DAY, text=text, rest=REST, after=AFTER)
        item = parse_post(f"<title>{TITLE} - Chamber</title><body>{body}</body>", url="https://chamber.example/a/big-day")
        if text not in item.body or item.authors:
            wrong.append((text, item.authors))
    assert wrong == []


@pytest.mark.parametrize("kind", ["no names", "details", "data", "info"])
@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Joan Reed | March 5, 2024", "Joan Reed"),
        ("Posted by Joan Reed on March 5, 2024", "Joan Reed"),
        ("Von Petra Klein am 5. März 2024", "Petra Klein"),
        ("Автор: Марина Ким, 5 марта 2024 года", "Марина Ким"),
    ],
)
def test_byline_in_the_place_of_a_first_paragraph_is_one(kind: str, line: str, author: str) -> None:
    body = PAGES[kind].format(title=TITLE, day=DAY, text=line, rest=REST, after=AFTER)
    item = parse_post(f"<title>{TITLE} - Chamber</title><body>{body}</body>", url="https://chamber.example/a/big-day")
    assert (item.author, line in item.body) == (author, False)
