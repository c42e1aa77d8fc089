"""By what names the parts of a log are known, by language: a table of words and nothing else."""

# English first, then Spanish, Portuguese, German, French, Hindi, Chinese, Japanese.
NAMES: dict[str, str] = {
    "learned": """
        learned, learnt, learning, learnings, key learning, key learnings, main learnings,
        lessons, lessons learned, lessons learnt, takeaway, takeaways, key takeaway,
        key takeaways, til, today i learned, what i learned, what i learnt,
        what i have learned, things i learned, what we learned, summary, tl;dr, tldr,
        insights, findings, results, conclusion, conclusions, aprendí, aprendizajes,
        lo que aprendí, aprendido, resumen, aprendi, aprendizados, o que aprendi,
        aprendizagem, resumo, gelernt, gelerntes, erkenntnisse, was ich gelernt habe,
        zusammenfassung, fazit, appris, ce que j'ai appris, apprentissages, résumé, सीखा,
        मैंने क्या सीखा, 学到的, 学到了什么, 收获, 总结, 学んだこと, まとめ""",
    "details": """
        details, detail, notes, note, log, done, progress, work done, what i did,
        activities, activities completed, completed, accomplishments, thoughts, discussion,
        discussions, today's progress, detalles, notas, hecho, detalhes, feito, notizen,
        erledigt, détails, fait, विवरण, 笔记, 完成, 詳細, メモ, やったこと""",
    "did not work": """
        did not work, didn't work, what did not work, what didn't work, does not work,
        failed, failures, failure, dead end, dead ends, problems, blocked, blockers,
        challenges, obstacles, struggles, no funcionó, lo que no funcionó, não funcionou,
        o que não funcionou, hat nicht funktioniert, hat nicht geklappt,
        was nicht funktioniert hat, ce qui n'a pas marché, échecs, क्या काम नहीं किया,
        没有成功, 失败, うまくいかなかったこと""",
    "links": """
        links, link, link to work, links to work, resources, resource, references,
        reference, code, sources, further reading, reading, read more, enlaces, recursos,
        referencias, ligações, referências, quellen, verweise, liens, ressources,
        références, लिंक, 链接, 参考, リンク, 参考文献""",
    "plan": """
        plan, plans, the plan, my plan, plan for today, today's plan, goal, goals, aim,
        aims, objective, objectives, goals for today, plan de hoy, objetivo, objetivos,
        plano, ziel, ziele, vorhaben, objectif, objectifs, योजना, 计划, 目标, 計画, 目標""",
    "next": """
        next, next steps, next step, next time, next week, next up, what's next,
        what is next, what next, to do, todo, todos, to-do, to-dos, future work, follow-up,
        follow-ups, follow up, upcoming, tomorrow, plan for next week, plans for next week,
        plans for the next week, next week's plan, next week's plans,
        next week's expectations, próximos pasos, siguiente, próximos passos, als nächstes,
        nächste schritte, prochaines étapes, à suivre, अगला, आगे, 下一步, 次にやること""",
    "feedback": """
        feedback, went well, went badly, what went well, what went badly,
        what could be better, what could be improved, improve, improvements, retro,
        retrospective, about the day,
        comentarios, rückmeldung, retour, retours, प्रतिक्रिया, 反馈, フィードバック,
        qué salió bien, qué salió mal, salió bien, salió mal, qué mejorar, por mejorar,
        o que correu bem, o que correu mal, o que melhorar, was lief gut, was gut lief, lief gut,
        was lief schlecht, was schlecht lief, lief schlecht, verbesserungen,
        verbesserungsvorschläge, ce qui s'est bien passé, ce qui s'est mal passé, à améliorer,
        क्या अच्छा रहा, क्या बुरा रहा, सुधार, 做得好, 做得不好, 可以改进, 良かったこと, 悪かったこと,
        良かった点, 悪かった点, 改善点""",
    "logistics": """
        attendees, attendee, participants, present, meeting, agenda, date, mentors, mentor,
        out of office, thanks, asistentes, participantes, teilnehmer, anwesend, présents,
        参加者, 出席者""",
    "internal": """
        internal, internals only, internal only, internal notes, internal note, private,
        private notes, private note, confidential, not for publication, do not publish,
        not public, non-public, not for the public, do not share, off the record,
        interno, privado, intern, nur intern, vertraulich, nicht veröffentlichen,
        nicht öffentlich, interne, privé,
        confidentiel, आंतरिक, निजी, 内部, 私密, 社内, 非公開""",
}
