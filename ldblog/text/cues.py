"""Words that tell what a passage is about, by cue and by language: all that is not universal.

Add a word to its line. ``fix`` is a word, ``turns out`` a phrase, ``surpris*`` the beginning
of a word. Scripts that do not mark words (Hindi's marks, Chinese, Japanese) are looked up as
they stand.
"""

from __future__ import annotations

# A cue → its words, a line a language: English, Spanish, Portuguese, German, French, Hindi,
# Chinese, Japanese.
CUES: dict[str, str] = {
    "reason": """
        because, since, so that, therefore, thus, hence, means that, due to, in order to,
        turns out, turned out, instead of, rather than, unless, only if, the reason, why, caused,
        causes, leads to, led to, allows, allowing, enables, ensures, ensuring, prevents, avoid,
        avoids, avoiding, which is, otherwise, as a result, thanks to, to make, so, thus reducing,
        to ensure, to avoid, to reduce, to prevent, making, helps, resulting in, results in,
        given, requires, depends on, without, only, since then
        porque, ya que, para que, debido a, por lo tanto, por eso, en lugar de, significa que
        pois, por isso, portanto, devido a, em vez de, significa que, para que
        weil, deshalb, denn, damit, daher, sodass, anstatt, statt, wegen, das heißt
        parce que, donc, afin que, grâce à, au lieu de, c'est pourquoi, puisque
        क्योंकि, इसलिए, ताकि
        因为, 所以, 由于, 因此, 为了
        ので, から, ため, なぜなら
    """,
    "result": """
        fixed, fix, fixes, merged, released, implemented, added, add, created, built, finished,
        completed, shipped, landed, deployed, published, removed, replaced, refactored, rewrote,
        rewritten, renamed, migrated, integrated, converted, introduced, designed, decided,
        measured, benchmarked, reduced, improved, improvement, solved, resolved, launched, wrote,
        written, made, developed, submitted, opened, filed, works, working now, live, support,
        done with, finalized, automated, optimized, developed, executed, got, now has, is now,
        are now, new, announced, proposed, provisioned, enabled, extended, upgraded, redesigned
        arreglado, arreglé, añadido, añadí, implementé, implementado, terminé, publicado, creé
        corrigi, corrigido, adicionei, implementei, terminei, publicado, criei, lançado
        behoben, hinzugefügt, umgesetzt, fertig, veröffentlicht, gebaut, erstellt, gelöst
        corrigé, ajouté, implémenté, terminé, publié, créé, résolu, déployé
        ठीक किया, जोड़ा, बनाया, पूरा किया
        修复, 实现, 完成了, 添加, 发布, 解决
        修正, 実装, 追加, 完成, 公開, 解決
    """,
    "finding": """
        learned, learnt, found, discovered, realised, realized, noticed, understood, lesson,
        insight, turns out, turned out, surpris*, unexpected*, interesting, it seems, means,
        figured out, conclusion, recommend, key, trick, note that, remember, always, never
        aprendí, descubrí, resulta que, sorprend*
        aprendi, descobri, acontece que, percebi
        gelernt, herausgefunden, stellt sich heraus, überrasch*, entdeckt
        appris, découvert, il s'avère, compris
        सीखा, पता चला
        学到, 发现, 原来, 明白
        学んだ, わかった, 気づいた, 発見
    """,
    "failure": """
        fail, fails, failed, failing, failure, failures, broke, broken, crash, crashes, crashed,
        crashing, bug, bugs, error, errors, wrong, cannot, can't, couldn't, didn't, doesn't,
        does not, did not, not supported, unable, regression, flaky, leak, slow, problem, missing
        falla, falló, error, no funciona, no puede
        falha, falhou, erro, não funciona
        fehler, fehlgeschlagen, kaputt, funktioniert nicht, stürzt ab
        échoue, échoué, erreur, ne marche pas, ne fonctionne pas
        विफल, त्रुटि
        失败, 错误, 崩溃
        失敗, エラー, バグ, 動かない
    """,
    "comparison": """
        faster, slower, better, worse, fewer, less, smaller, larger, simpler, easier, than,
        versus, vs, compared, whereas, while, but, however, although, difference
        mejor, peor, más rápido, en cambio, pero
        melhor, pior, mais rápido, mas
        besser, schlechter, schneller, langsamer, als, aber, während
        meilleur, plus rapide, moins, mais, tandis que
        बेहतर, लेकिन
        比, 更, 但是
        より, しかし
    """,
    "ongoing": """
        working on, worked on, work on, still, continue, continued, continues, continuing, keep,
        started, starting, start, watched, watching, spent, began, beginning, looking into,
        looked into, looking at,
        look into, look at, wip, in progress, progress on, exploring, explored, trying, tried to,
        getting up to speed, ongoing, investigating, investigated, discussing, discussed,
        discussion, discussions, researching, reading, brainstorming, gone through, going through,
        reviewing, reviewed, review, reviews, assist*, helped, helping, updated on, talked,
        talking, planning, studied, studying, iterating, initiated, engage, triage,
        triaging, focused on, focus, focusing, paired, pairing,
        catch up, ramping up, spin up, played, attended, met with, showed, doing, did, getting
        trabajando en, seguí, continué, empecé, revisando
        trabalhando em, continuei, comecei, revisando
        arbeite an, weiter, begonnen, angefangen
        travaille sur, continué, commencé, en cours
        काम कर रहा, जारी, शुरू किया
        继续, 开始, 正在
        続き, 開始, 作業中, 取り組み中
    """,
    "plan": """
        i will, i'll, we will, we'll, will be, will, tomorrow, next week, this week, next step,
        next steps, next time, plan, plans, plan to, planning to, want to, going to, need to,
        needs to, have to, should, hope, hopefully, todo, to do, soon, later, upcoming, in the
        future, goal, aim, aiming, try to, would like, wrap up, remaining, prepare, catch up,
        looking forward, eventually, going to, goals, please, let's, any interest,
        interested, wants,
        potential, waiting, wait, blocked on, pending, ideally
        voy a, vamos a, mañana, próxima semana, quiero, planeo, hay que
        vou, vamos, amanhã, próxima semana, quero, pretendo, preciso
        werde, morgen, nächste woche, möchte, will ich, muss noch
        je vais, demain, semaine prochaine, je veux, il faut
        करूंगा, करूँगी, कल, अगले सप्ताह
        明天, 下周, 计划, 打算, 需要
        明日, 来週, 予定, したい, つもり
    """,
    "mood": """
        happy, glad, fun, great day, good day, tired, excited, exciting, thanks, thank you, thank,
        grateful, hello, hi, welcome, sorry, busy, exams, exam, travel, traveling,
        travelling, vacation, holiday, holidays, ooo, out of office, sick, ill, lunch, coffee,
        family, flight, enjoyed, enjoy, hard work, proud, great progress, good progress, thx,
        deepened, confident, sad, birthday, onboarded
        gracias, feliz, cansado, cansada, vacaciones, hola
        obrigado, obrigada, feliz, cansado, férias, olá
        danke, müde, froh, urlaub, hallo, leider
        merci, contente, fatigué, vacances, bonjour
        धन्यवाद, खुश, थका
        谢谢, 开心, 累, 高兴
        ありがとう, 楽し, 疲れ, 嬉し
    """,
    "logistics": """
        meeting, meetings, meet, call, calls, attendees, mentor, mentors, date, status, agenda,
        sync, syncs, attend, attended, schedule, scheduled, standup, interview, interviews,
        interviewed, hiring, onboarding, okr, okrs, conference, camp, event, trip, email, emails,
        slack, project setup, week, feedback, presentation, misc, miscellaneous, various, bunch,
        team, organization, document, cleanup, chores, mentioned, asked, questions, doubts, prs,
        deliverables, docs, notes
        reunión, reuniones, llamada
        reunião, reuniões, chamada
        besprechung, treffen, termin
        réunion, réunions, appel
        बैठक
        会议, 开会
        会議, ミーティング
    """,
    "nothing": """
        none, nothing, nope, no, n/a, na, n, nil, nada, ninguno, nenhum, nichts, keine, rien,
        aucun, कुछ नहीं, 没有, 无, なし, 特になし
    """,
    "pronoun": """
        this, that, it, these, those, they, he, she, its, here, such, but, so, and, then, also,
        thus, therefore, hence, otherwise, however, both, which, instead, either, neither, their
        esto, eso, ello, estos, pero, así, y, también
        isso, isto, ele, eles, mas, então, e
        dies, diese, dieser, das, es, sie, aber, also, und, dann, deshalb
        cela, ceci, ça, ce, il, elle, ils, elles, mais, donc, et
        यह, वह, लेकिन, और
        这, 那, 它, 但, 所以
        これ, それ, あれ, しかし, だから, そして
    """,
    "plan heading": """
        plan, plans, planned, next, todo, to do, future, further, upcoming, goal, goals, tomorrow,
        ahead, expectations, tasks, backlog, ideas, roadmap, questions, question, asks, help
        plan, próximo, próximos, objetivos, mañana
        próximos, amanhã, metas
        plan, nächste, ziele, morgen
        prochaines, prochain, objectifs, demain
        योजना, 计划, 目标, 下一步, 予定, 次, 目標
    """,
    "meeting heading": """
        meeting, meetings, attendees, discussion, discussions, discussed, agenda, participants,
        mentors, mentor, introduction, about, about me, contact, author, credits, feelings, other,
        parking lot, misc, reunión, reunião, besprechung, réunion, 会议, 会議
    """,
    "learned heading": """
        learned, learnt, learning, learnings, lessons, takeaways, til, result, results, findings,
        insights, highlights, conclusion, solution, solutions, fix, summary, aprendí, aprendi,
        gelernt, appris, सीखा, 收获, 学到, 学んだ
    """,
    "trouble heading": """
        blocked, blockers, blocker, blocking, blocks, problem, problems, challenge, challenges,
        issue, issues, difficulties, struggles, bloqueado, bloqueios, blockiert, probleme,
        bloqué, problèmes, बाधा, 阻塞, 问题, 課題, 問題
    """,
}
