"""Names and places guests come from, by language; all people are invented."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """One country of guests: `weight` is how often they come, `dial` the country's calling code."""

    lang: str
    country: str
    dial: str
    weight: int
    given: tuple[str, ...]
    family: tuple[str, ...]
    cities: tuple[tuple[str, str], ...]
    street: str
    latin: tuple[str, ...] = ()
    wish: str = ""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ORIGINS = (
    Origin(
        "de", "DE", "49", 22,
        _words("Anna Lukas Sophie Jürgen Käthe Jörg Friederike Maximilian-Alexander Ursula Günther "
               "Heike Björn"),
        ("Müller", "Schäfer", "Groß", "Weiß", "von der Heide", "Leutheusser-Zwirnmann", "Öztürk",
         "Freiherr von und zu Hohenbergstein-Löwenfels", "Kowalski", "Böhm"),
        (("Köln", "50667"), ("München", "80331"), ("Garmisch-Partenkirchen", "82467"), ("Weißwasser",
         "02943")),
        "Bahnhofstraße {n}", wish="Bitte ein ruhiges Zimmer, wir kommen erst gegen 21 Uhr.",
    ),
    Origin(
        "de", "AT", "43", 10, _words("Johanna Sepp Magdalena Florian Theresia Wolfgang"),
        _words("Gruber Huber Steinhöger Pichler Oberhauser-Niederwieser Wögerbauer"),
        (("Wien", "1010"), ("Sankt Johann im Pongau", "5600"), ("Graz", "8010")), "Hauptplatz {n}",
        wish="Kinderbett wäre fein, danke!",
    ),
    Origin(
        "de", "CH", "41", 4, _words("Reto Ursina Beat Annelies"),
        _words("Zürcher Rüegg Aeschbacher Caflisch"),
        (("Zürich", "8001"), ("Chur", "7000")), "Dorfgasse {n}",
    ),
    Origin(
        "en", "GB", "44", 9, _words("Oliver Amelia Siobhán Rhys George Priya Zoë Callum"),
        ("Smith", "O'Connor", "Llewellyn-Jones", "Patel", "MacDonald", "de Courcy", "Fitzgerald"),
        (("Bristol", "BS1 4DJ"), ("Edinburgh", "EH1 1YZ"), ("Leeds", "LS1 1UR")), "{n} Mill Lane",
        wish="Celebrating our anniversary. Quiet room if possible!",
    ),
    Origin(
        "en", "US", "1", 6, _words("Ethan Madison Jean-Luc María Tyler Grace"),
        ("Johnson", "García", "O'Brien", "Nguyen", "van Buren", "Smith"),
        (("Austin", "78701"), ("Minneapolis", "55401")), "{n} Oak Avenue",
        wish="Late check-in ✈️ 11pm\r\n=2+2",
    ),
    Origin(
        "fr", "FR", "33", 7, _words("Éloïse Benoît François Anaïs Jean-Baptiste Maëlys"),
        ("Lefèvre", "d'Aubigné", "Le Goff", "Noël", "Dupont-Moretti"),
        (("Besançon", "25000"), ("Saint-Étienne", "42000")), "{n} rue de l'Église",
        wish="Nous voyageons avec un bébé et un petit chien.",
    ),
    Origin(
        "es", "ES", "34", 5, ("José María", "Begoña", "Íñigo", "María del Carmen", "Ángel"),
        ("García Núñez", "Peña Ibáñez", "de la Fuente Muñoz", "Fernández de Córdoba"),
        (("A Coruña", "15001"), ("Sevilla", "41001")), "Calle Mayor {n}",
        wish="¿Hay aparcamiento para una moto?",
    ),
    Origin(
        "it", "IT", "39", 7, _words("Niccolò Chiara Giosuè Mariavittoria Ettore"),
        ("D'Angelo", "Dell'Orto", "Rossi", "Bianchi", "Lo Presti"),
        (("Bolzano", "39100"), ("Forlì", "47121")), "Via Garibaldi {n}",
        wish="Camera con vista, per favore.",
    ),
    Origin(
        "nl", "NL", "31", 5, _words("Sjoerd Anneke Maarten Fleur"),
        ("van den Berg", "de Vries", "'t Hooft", "IJsselmuiden"),
        (("'s-Hertogenbosch", "5211 AA"), ("Utrecht", "3511 AB")), "Kerkstraat {n}",
    ),
    Origin(
        "pl", "PL", "48", 4, _words("Małgorzata Łukasz Świętosława Zbigniew"),
        _words("Wiśniewska Brzęczyszczykiewicz Żółkiewski Nowak"),
        (("Łódź", "90-001"), ("Kraków", "30-001")), "ul. Długa {n}",
    ),
    Origin(
        "cs", "CZ", "420", 4, _words("Jiří Kateřina Ondřej Šárka"),
        _words("Dvořák Nováková Čapek Růžičková"),
        (("Brno", "602 00"), ("České Budějovice", "370 01")), "Náměstí {n}",
    ),
    Origin(
        "hu", "HU", "36", 2, _words("Erzsébet Győző Zsófia"), _words("Szőke Nagy-Kővári Tóth"),
        (("Győr", "9021"), ("Pécs", "7621")), "Fő utca {n}",
    ),
    Origin(
        "ru", "RU", "7", 2, _words("Екатерина Дмитрий Наталья Фёдор"),
        _words("Смирнова Кузнецов Щербакова Ёлкин"), (("Казань", "420111"), ("Пермь", "614000")),
        "ул. Ленина, {n}", ("Ekaterina Smirnova", "Dmitrii Kuznetsov"), "Можно ли поздний заезд?",
    ),
    Origin(
        "uk", "UA", "380", 2, _words("Олександр Ярина Їжакевич-Ганна Ґео"),
        _words("Шевченко Коцюбинська Їжак"), (("Львів", "79000"), ("Київ", "01001")), "вул. Франка {n}",
        ("Oleksandr Shevchenko",), "Дякую, приїдемо ввечері",
    ),
    Origin(
        "el", "GR", "30", 2, _words("Γεώργιος Ελένη Κωνσταντίνος"),
        _words("Παπαδόπουλος Οικονόμου Νικολαΐδης"),
        (("Θεσσαλονίκη", "546 21"), ("Αθήνα", "105 57")), "Οδός Ερμού {n}", ("Georgios Papadopoulos",),
        "Θα θέλαμε ήσυχο δωμάτιο",
    ),
    Origin(
        "ar", "AE", "971", 2, _words("محمد فاطمة عبدالله نورة"), ("الهاشمي", "آل نهيان", "بن سعيد"),
        (("دبي", ""), ("أبوظبي", "")), "شارع الشيخ زايد {n}", ("Mohammed Al Hashimi", "Fatima bin Saeed"),
        "نرجو غرفة لغير المدخنين",
    ),
    Origin(
        "he", "IL", "972", 1, _words("נועה יוסף תמר"), _words("כהן לוי בן-דוד"), (("תל אביב", "6100000"),),
        "רחוב הרצל {n}", ("Noa Cohen",), "נגיע מאוחר בערב",
    ),
    Origin(
        "zh", "CN", "86", 3, _words("伟 秀英 欣怡 子涵"), _words("王 李 欧阳 张"),
        (("上海", "200000"), ("成都", "610000")), "人民路{n}号",
        ("Wei Wang", "ZHANG/ZIHAN MS", "Li Xiuying"),
        "需要两张床，谢谢",
    ),
    Origin(
        "ja", "JP", "81", 2, _words("太郎 花子 健太郎"), _words("田中 佐々木 高橋"),
        (("京都市", "600-8001"), ("札幌市", "060-0001")), "本町{n}丁目", ("Taro Tanaka", "SASAKI HANAKO"),
        "チェックインは20時頃になります",
    ),
    Origin(
        "ko", "KR", "82", 2, _words("민준 서연 지우"), _words("김 이 박"), (("서울", "04524"),),
        "세종대로 {n}",
        ("Minjun Kim",), "조용한 방 부탁드립니다",
    ),
    Origin(
        "vi", "VN", "84", 2, ("Thị Ngọc Ánh", "Văn Đức", "Hoàng Phương Thảo"), _words("Nguyễn Trần Đặng"),
        (("Đà Nẵng", "550000"), ("Hà Nội", "100000")), "{n} đường Lê Lợi", ("NGUYEN THI NGOC ANH",),
        "Cho tôi phòng yên tĩnh nhé",
    ),
    Origin(
        "th", "TH", "66", 1, _words("สมชาย สุดารัตน์"), _words("ใจดี ศรีสุวรรณ"), (("เชียงใหม่", "50000"),),
        "ถนนนิมมาน {n}", ("Somchai Jaidee",), "ขอห้องชั้นสูง",
    ),
    Origin(
        "tr", "TR", "90", 2, _words("Gülşen İbrahim Çağla Işıl"), _words("Yıldız Şahin Özgür"),
        (("İzmir", "35000"), ("Eskişehir", "26000")), "Atatürk Caddesi {n}", wish="Helal kahvaltı var mı?",
    ),
    Origin(
        "sv", "SE", "46", 2, _words("Åsa Göran Björk"), _words("Sjöström Åkerlund Lindqvist"),
        (("Malmö", "211 20"), ("Örebro", "702 10")), "Storgatan {n}",
    ),
    Origin(
        "pt", "BR", "55", 2, ("João", "Conceição", "Thaís"), ("dos Santos Araújo", "Gonçalves da Silva"),
        (("São Paulo", "01000-000"),), "Rua das Flores, {n}", wish="Chegaremos à noite",
    ),
)  # fmt: skip
