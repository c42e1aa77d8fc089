"""What feedback is called and what it is about, by language: tables of words and nothing else.

``meeting*`` is the beginning of a word; scripts that do not mark words are looked up as they stand.
"""

# How people head what they say. English first, then Spanish, Portuguese, German, French, Hindi,
# Chinese, Japanese.
KINDS: dict[str, str] = {
    "went well": """
        went well, what went well, good, liked, keep, positive, what was good, what helped,
        salió bien, qué salió bien, lo bueno, correu bem, o que correu bem, lief gut, was lief gut,
        was gut lief, gut gelaufen, s'est bien passé, ce qui s'est bien passé, अच्छा रहा,
        क्या अच्छा रहा, 做得好, 顺利, 良かったこと, 良かった点""",
    "went badly": """
        went badly, what went badly, bad, did not like, negative, what was bad, went wrong,
        what went wrong, salió mal, qué salió mal, lo malo, correu mal, o que correu mal,
        lief schlecht, was lief schlecht, was schlecht lief, schlecht gelaufen, s'est mal passé,
        ce qui s'est mal passé, बुरा रहा, क्या बुरा रहा, 做得不好, 不顺利, 悪かったこと, 悪かった点""",
    "improve": """
        improve, improvement, improvements, to improve, what to improve, what could be better,
        could be better, what could be improved, could be improved, suggestion, suggestions, wish,
        wishes, mejorar, qué mejorar, por mejorar, melhorar, o que melhorar, verbessern,
        verbesserungen, was besser werden kann, verbesserungsvorschläge, à améliorer, améliorer,
        सुधार, 改进, 可以改进, 改善点, 改善したいこと""",
}
OTHERWISE = "said"

INTERRUPTIONS = "Interruptions"
# In this order: of two themes of which a sentence says as much, the first is meant.
THEMES: dict[str, str] = {
    INTERRUPTIONS: """
        interrupt*, meeting*, incident*, on-call, pager, urgent, ticket*, distract*, pinged, outage,
        support request*, release*, deadline*, escalat*
        interrup*, reunión, reuniones, urgente*, reuniã*, reuniõ*, unterbr*, störung*, besprechung*,
        dringend*, vorfall, vorfälle, réunion*, interrompu*, बैठक*, 打断, 会议, 割り込み, 会議""",
    "Company": """
        pair, pairs, paired, pairing, together, colleague*, alone, mentor*, helped me, lonely,
        group, groups, juntos, juntas, sola, solo, compañer*, sozinh*, colega*, zusammen, allein*,
        gemeinsam, kolleg*, ensemble, seul, seule, collègue*, साथ, अकेले, 一起, 一个人, 一緒, 一人""",
    "Plans and topics": """
        plan, plans, planned, planning, topic, topics, scope, ambitious, too big, too much, goal,
        goals, idea, ideas, prepared, preparation, tema, temas, planos, thema, themen, ziel, ziele,
        geplant, vorbereit*, sujet, sujets, objectif*, योजना, विषय, 计划, 主题, 計画, テーマ""",
    "Tools and access": """
        laptop*, wifi, wi-fi, network, docker, ci, install*, environment, access, licen?e*,
        account*, gpu, gpus, hardware, permission*, vpn, setup, set up, herramienta*, acceso*,
        ferramenta*, acesso*, werkzeug*, zugang, rechner, netz, outil*, accès,
        工具, 权限, 道具, 権限""",
    "Material": """
        course, courses, book, books, paper, papers, tutorial*, documentation, docs, video, videos,
        curso*, libro*, livro*, kurs*, buch, bücher, cours, livre, livres,
        किताब, 课程, 书, 教材, 本""",
    "Telling others": """
        log, logs, writing, write-up, demo, demos, present*, share, shared, sharing, blog, post,
        slides, talk, talks, escribir, compartir, escrever, partilhar, schreiben, teilen, vortrag,
        écrire, partager, लिखना, 分享, 写, 共有, 発表""",
    "Place": """
        room, rooms, office, remote, noise, noisy, quiet, home, desk, space, sala, oficina, ruido,
        escritório, barulho, raum, räume, büro, laut, leise, ruhig*, salle, bureau, bruit, calme,
        कमरा, 办公室, 安静, 部屋, 静か""",
    "Time": """
        time, hour, hours, minute*, morning*, afternoon*, late, early, short, shorter, longer,
        schedule, half a day, tiempo, hora, horas, tempo, zeit, stunde, stunden, vormittag*,
        nachmittag*, temps, heure, heures, समय, 时间, 時間""",
    "Food": """
        lunch, coffee, tea, food, pizza, snack*, comida, café, almoço, essen, mittag*, kaffee,
        déjeuner, repas, खाना, 午饭, 咖啡, 昼食""",
    "Mood": """
        fun, energy, energis*, energiz*, tired, motivat*, stress*, relax*, enjoy*, happy, calm,
        divertid*, cansad*, spaß, müde, motivier*, entspann*, fatigu*, content*, मज़ा, 累, 开心,
        楽しい, 楽しかった""",
}
OTHER_THEME = "Everything else"
