"""Words that join others and name nothing, by language: a table of words and nothing else."""

from __future__ import annotations

# English, Spanish, Portuguese, German, French, Hindi.
FUNCTION_WORDS = frozenset(
    """
    a about above across after again against all almost along already also although always am an
    and another any anything are around as at away back be because been before being below better
    between both but by can cannot could did do does doing done down during each either else
    enough even ever every everything few first for from further get gets getting got had has
    have having he her here his how however i if in into is it its itself just last least less
    like lot lots made make makes making many may me might more most much must my near need needs
    neither never new next no nobody non none nor not nothing now of off often old on once one
    only onto or other others our ourselves out over own per put rather really same second see
    set several shall she should since so some something soon still such take takes than that the
    their them then there therefore these they thing things third this those though three through
    thus to together too took two under unless until up upon us use used uses using very via want
    was way we well went were what whatever when whenever where whether which while who whole
    whose why will with within without work worked working works would yet you your day today
    week time times bit part kind sort case cases one's it's don't doesn't didn't isn't can't
    i'm i've we've that's there's you're won't wasn't good great big small long short right wrong
    able different left says said say know knew think seems seem come comes came go goes going
    found find start started keep kept let lets give gives given look looks mean means
    learn learned learnt learning added add fixed fix update updated implemented created
    api apis ci todo dev code review reviews meeting meetings screenshot screenshots
    alone wip pr prs todo eta etc ie eg vs gb mb kb tb ms mib gib kib sec min hour hours minutes
    seconds days weeks month months half hundred thousand million number numbers figure
    figures point points example issue issues problem problems question questions
    answer answers result results
    el la los las un una unos unas de del al en y o que es son no se con por para como más pero su
    sus lo le si ya muy sin sobre entre hay ser está cuando también este esta esto ese esa hoy
    os um uma uns umas do da dos das em no na nos nas e ou é são não com por para como mais mas
    seu sua se já muito sem sobre há ser está quando também este esta isso hoje ao pelo pela
    der die das den dem des ein eine einen einem einer und oder nicht ist sind war mit von zu zum
    zur im in am an auf aus bei für als auch aber wenn dass daß wie so nur noch man sich es er
    sie wir ich hat haben wird werden kann durch über nach vor um kein keine sehr mehr heute
    diese dieser dieses alle doch da
    le la les un une des du de et ou est sont ne pas avec pour par sur dans en que qui ce cette
    ces il elle on nous vous je plus mais si se sa son ses au aux comme être a ont très aussi
    tout sans entre quand
    का की के में है हैं और से को पर यह वह कि नहीं एक तो भी हो ही था थी थे लिए ने जो
    """.split()  # noqa: SIM905
)
