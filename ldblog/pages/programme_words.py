"""The words of the programme, one table a language: of its page, and of how a day is opened."""

EN = {
    "programme.then": "Then on {dates}.",
    "programme.how": "How it works",
    "programme.how.1": "On one day, the same for every team, nobody works on the roadmap and"
    " everybody learns something.",
    "programme.how.2": "The day before, people say what they plan; who plans alike meets.",
    "programme.how.3": "In the evening each writes down what they found out, what failed included.",
    "programme.how.4": "An editor makes a post of these logs, in the words of their authors, who"
    " see it before anybody else.",
    "programme.counts": "What counts",
    "programme.counts.about": "Whatever makes somebody better at their work in a year’s time, and"
    " leaves something that others can open: a log at the least. A failed experiment counts as much"
    " as a finished one, and nobody is ranked.",
    "programme.done": "You said, we did",
    "programme.done.about": "What people said about the days, and what came of it, the newest"
    " first.",
    "programme.read": "Read on, and subscribe",
    "programme.read.topics": "Everything by topic",
    "programme.read.try": "Everything to try",
    "programme.read.archive": "Every session",
    "programme.read.atom": "All posts as an Atom feed",
    "programme.read.json": "All posts as a JSON feed",
    "day": "{weekday} {date}",
    "weekdays": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "opening.title": "Learning Day, {day}",
    "opening.theme": "Theme",
    "opening.actions": "You said, we do",
    "opening.1": "Learn something that you can use, or always wanted to understand. Nobody else"
    " decides what.",
    "opening.2": "Say beforehand what you plan: `ldblog plan`. One line is enough, and plans may"
    " change.",
    "opening.3": "Learn in company if you like: `with: [anyone]` says so.",
    "opening.4": "The day is for all of us, so nobody has to defend it alone. Whoever is on call"
    " stays on call; everything else can wait until the next working day.",
    "opening.5": "Write a log in the evening: `ldblog new`. What did not work is worth as much as"
    " what did.",
    "opening.6": "When the day is over, it is over. What is left is a good plan for the next one.",
}
DE = {
    "programme.then": "Dann: {dates}.",
    "programme.how": "Wie es geht",
    "programme.how.1": "An einem Tag, demselben für alle Teams, arbeitet niemand am Plan, und"
    " alle lernen etwas.",
    "programme.how.2": "Am Tag davor sagen alle, was sie vorhaben; wer Ähnliches plant, trifft"
    " sich.",
    "programme.how.3": "Am Abend schreiben alle auf, was sie herausgefunden haben, auch was"
    " misslang.",
    "programme.how.4": "Daraus wird ein Beitrag in den Worten derer, die dabei waren; sie sehen"
    " ihn vor allen anderen.",
    "programme.counts": "Was zählt",
    "programme.counts.about": "Was jemanden in einem Jahr bei der Arbeit besser macht, und etwas"
    " hinterlässt, was andere öffnen können: zumindest ein Log. Ein misslungener Versuch zählt so"
    " viel wie ein gelungener, und es gibt keine Rangliste.",
    "programme.done": "Gesagt, getan",
    "programme.done.about": "Was über die Tage gesagt wurde, und was daraus wurde, das Neueste"
    " zuerst.",
    "programme.read": "Weiterlesen und abonnieren",
    "programme.read.topics": "Alles nach Thema",
    "programme.read.try": "Alles zum Ausprobieren",
    "programme.read.archive": "Alle Lerntage",
    "programme.read.atom": "Alle Beiträge als Atom-Feed",
    "programme.read.json": "Alle Beiträge als JSON-Feed",
    "day": "{weekday}, {date}",
    "weekdays": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "opening.title": "Lerntag am {day}",
    "opening.theme": "Thema",
    "opening.actions": "Gesagt, versprochen",
    "opening.1": "Lern etwas, das du brauchen kannst oder schon immer verstehen wolltest. Was das"
    " ist, entscheidet sonst niemand.",
    "opening.2": "Sag vorher, was du vorhast: `ldblog plan`. Eine Zeile genügt, und ein Plan darf"
    " sich ändern.",
    "opening.3": "Lern in Gesellschaft, wenn du magst: `with: [anyone]` sagt es den anderen.",
    "opening.4": "Der Tag gehört uns allen, also muss ihn niemand allein verteidigen. Wer"
    " Bereitschaft hat, behält sie; alles andere kann bis zum nächsten Arbeitstag warten.",
    "opening.5": "Schreib am Abend ein Log: `ldblog new`. Was misslang, ist so viel wert wie das,"
    " was gelang.",
    "opening.6": "Wenn der Tag vorbei ist, ist er vorbei. Was übrig bleibt, ist ein guter Plan für"
    " den nächsten.",
}
