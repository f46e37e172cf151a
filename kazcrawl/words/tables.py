"""Words that no rule covers, as tables."""


def word_set(text: str) -> frozenset[str]:
    """Return the words of a table written as running text."""
    return frozenset(text.split())


# Kazakh words that look like forms of another word and are none.
KAZAKH_WHOLE = word_set(
    "теңге алма алты алтын жаңа қала бала қағаз жүз баға мағына қоғам аға ана апа ата дала тарихи мұнда онда бұрын мәдени ресми "
    "әдеби саяси ғылыми қарсы жалпы арқылы туралы бойынша кейін дейін үшін және тағы барлық бүгін бүгінгі соңғы қазір қазіргі "
    "алғашқы негізгі сыртқы ішкі жоғары төмен ортақ бірге бірнеше өнер өлке өңір кеңес кеңсе мекен мекеме мәселе нәтиже дүние ақша "
    "ақпарат сенім білім бөлім келісім шешім үкім өнім өндіріс жиын орын бағдарлама бағыт сапа сауда несие қаржы салық тарих "
    "тұрғын ауыл аудан аймақ облыс қала ғимарат түркі әзірге едәуір судан"
)
# Kazakh words that lose their last vowel before another one: халық, халқы.
KAZAKH_SHORTENED = word_set(
    "халық орын мұрын ерін қарын ауыз мойын дауыс қойын құлық ерік көрік парық ғұрып әріп қалып қауіп бөрік көңіл нарық ырық құрық иін ұлық"
)

# Russian words whose forms no rule gives, one family to a line.
_RUSSIAN_FAMILIES = """
день дня дню днем дне дни дней дням днями днях
человек человека человеку человеком человеке люди людей людям людьми людях
ребенок ребенка ребенку ребенком ребенке дети детей детям детьми детях
год года году годом годе годы лет годов годам годами годах
мать матери матерью матерей матерям матерями матерях
дочь дочери дочерью дочерей дочерям дочерьми дочерях
путь пути путем путей путям путями путях
брат брата брату братом брате братья братьев братьям братьями братьях
друг друга другу другом друге друзья друзей друзьям друзьями друзьях
сын сына сыну сыном сыне сыновья сыновей сыновьям сыновьями сыновьях
лист листа листу листом листе листья листьев листы листов листам листьям листами листьями листах листьях
посол посла послу послом после послы послов послам послами послах
угол угла углу углом угле углы углов углам углами углах
уголь угля углю углем угле угли углей углям углями углях
огонь огня огню огнем огне огни огней огням огнями огнях
камень камня камню камнем камне камни камней камням камнями камнях
ветер ветра ветру ветром ветре ветры ветров ветрам ветрами ветрах
котел котла котлу котлом котле котлы котлов котлам котлами котлах
лед льда льду льдом льде льды льдов льдам льдами льдах
лев льва льву львом льве львы львов львам львами львах
заем займа займу займом займе займы займов займам займами займах
наем найма найму наймом найме
любовь любви любовью
церковь церкви церковью церквей церквам церквями церквях
хозяин хозяина хозяину хозяином хозяине хозяева хозяев хозяевам хозяевами хозяевах
господин господина господину господином господине господа господ господам господами господах
сосед соседа соседу соседом соседе соседи соседей соседям соседями соседях
судно судна судну судном судне суда судов судам судами судах
небо неба небу небом небе небеса небес небесам небесами небесах
дерево дерева дереву деревом дереве деревья деревьев деревьям деревьями деревьях
деньги денег деньгам деньгами деньгах
семья семьи семье семью семьей семей семьям семьями семьях
статья статьи статье статью статьей статей статьям статьями статьях
судья судьи судье судью судьей судей судьям судьями судьях
мочь могу может можем можете могут мог могла могло могли
хотеть хочу хочет хотим хотят хотел хотела хотели
быть был была было были будет будут буду будем
идти иду идет идем идут шел шла шло шли
дать дам даст дадим дадут дал дала дало дали дан дана дано даны
вести веду ведет ведем ведут вел вела вело вели
провести проведу проведет проведем проведут провел провела провело провели проведен проведена проведено проведены
принять приму примет примем примут принял приняла приняло приняли принят принята принято приняты принятый принятая принятые принятых
занять займет займут занял заняла заняло заняли занят занята занято заняты
начать начну начнет начнем начнут начал начала начало начали начат начата начато начаты
хороший лучший лучше лучшая лучшее лучшие лучших лучшего лучшим хорошая хорошее хорошие хороших хорошего хорошо
расти растет растут рос росла росло росли
вырасти вырастет вырастут вырос выросла выросло выросли
есть
"""
RUSSIAN_IRREGULAR = {form: family for line in _RUSSIAN_FAMILIES.split("\n") for family in (tuple(line.split()),) for form in family}

# English verbs and nouns that are not inflected by rule, one family to a line; the rule's -s and -ing come along.
_ENGLISH_FAMILIES = """
be am is are was were been being
have has had having
do does did done doing
go goes went gone going
say says said saying
make makes made making
take takes took taken taking
come comes came coming
see sees saw seen seeing
get gets got gotten getting
give gives gave given giving
find finds found finding
know knows knew known knowing
think thinks thought thinking
tell tells told telling
become becomes became becoming
leave leaves left leaving
bring brings brought bringing
begin begins began begun beginning
keep keeps kept keeping
hold holds held holding
write writes wrote written writing
stand stands stood standing
hear hears heard hearing
mean means meant meaning
meet meets met meeting meetings
run runs ran running
pay pays paid paying
sit sits sat sitting
speak speaks spoke spoken speaking
lead leads led leading
grow grows grew grown growing
lose loses lost losing
fall falls fell fallen falling
send sends sent sending
build builds built building buildings
understand understands understood understanding
draw draws drew drawn drawing
break breaks broke broken breaking
spend spends spent spending
rise rises rose risen rising
drive drives drove driven driving
buy buys bought buying
wear wears wore worn wearing
choose chooses chose chosen choosing
seek seeks sought seeking
throw throws threw thrown throwing
catch catches caught catching
deal deals dealt dealing
win wins won winning
forget forgets forgot forgotten forgetting
sell sells sold selling
fight fights fought fighting
teach teaches taught teaching
eat eats ate eaten eating
sing sings sang sung singing
strike strikes struck striking
fly flies flew flown flying
steal steals stole stolen stealing
lie lies lying lain
lay lays laid laying
feed feeds fed feeding
feel feels felt feeling
sleep sleeps slept sleeping
undertake undertakes undertook undertaken undertaking
overcome overcomes overcame overcoming
withdraw withdraws withdrew withdrawn withdrawing
arise arises arose arisen arising
shake shakes shook shaken shaking
freeze freezes froze frozen freezing
swear swears swore sworn swearing
bear bears bore borne bearing
hide hides hid hidden hiding
shoot shoots shot shooting
lend lends lent lending
bind binds bound binding
wind winds wound winding
show shows showed shown showing
set sets setting
put puts putting
cut cuts cutting
let lets letting
hit hits hitting
shut shuts shutting
split splits splitting
spread spreads spreading
read reads reading
hang hangs hung hanged hanging
tear tears tore torn tearing
shrink shrinks shrank shrunk shrinking
stick sticks stuck sticking
drink drinks drank drunk drinking
sink sinks sank sunk sinking
swim swims swam swum swimming
ride rides rode ridden riding
dig digs dug digging
light lights lit lighted lighting
bid bids bidding
man men
woman women
child children
person people persons
foot feet
tooth teeth
mouse mice
goose geese
ox oxen
businessman businessmen
businesswoman businesswomen
chairman chairmen
spokesman spokesmen
spokeswoman spokeswomen
statesman statesmen
craftsman craftsmen
fisherman fishermen
congressman congressmen
policeman policemen
entrepreneur entrepreneurs
analysis analyses
basis bases
crisis crises
thesis theses
axis axes
criterion criteria
index indices indexes indexed indexing
medium media
phenomenon phenomena
datum data
curriculum curricula
memorandum memoranda memorandums
life lives
wife wives
knife knives
leaf leaves
half halves
wolf wolves
shelf shelves
thief thieves
loaf loaves
calf calves
bus buses
gas gases
"""
ENGLISH_IRREGULAR: dict[str, frozenset[str]] = {}
for _line in filter(None, _ENGLISH_FAMILIES.split("\n")):
    for _form in _line.split():
        ENGLISH_IRREGULAR[_form] = ENGLISH_IRREGULAR.get(_form, frozenset()) | set(_line.split())
# Words that look inflected and are not; or whose inflected look means something of its own.
ENGLISH_WHOLE = word_set(
    "news economics politics physics mathematics statistics logistics athletics series species always perhaps besides whereas this "
    "his its us gas bus plus thus bias alias atlas canvas christmas texas paris brussels wales athens swiss chess less unless "
    "business nothing something anything everything thing king ring spring string wing bring sing during evening morning ceiling "
    "beijing ping sterling sibling darling wedding shilling viking pudding need speed seed feed weed breed greed indeed proceed "
    "exceed succeed hundred sacred red bed shed wed fed united kazakhs tses yes gross process access success progress congress "
    "press express address boss loss class glass mass pass cross dress means headquarters customs goods species crossroads "
    "barracks arms earnings alms sheep deer aircraft spacecraft"
)
