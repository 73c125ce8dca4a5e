"""Words that say nothing about what somebody looks for, by language, as people write them.

"Help" is one of them: everything here is help.
"""

STOP_WORDS = {
    "de": """
        der die das den dem des ein eine einen einem einer eines und oder aber auch ist sind war bin bist hat habe haben
        hatte hätte werden wird wurde ich du er sie es wir ihr ihnen ihm mein meine meinen meiner meinem dein deine sein
        seine ihre ihren ihrem unser unsere unseren man mich mir dich dir uns euch sich nicht kann können könnte soll
        sollen will wollen möchte möchten muss müssen darf dürfen brauche brauchen braucht suche suchen sucht finde
        finden gibt geht gehen wie was wo wer wen wem wann warum wohin woher welche welcher welches für von vom zu zum
        zur mit bei beim im in ins am an auf aus nach über unter um bis noch nur hier da dort wenn dass als tun mache
        machen bitte etwas jemand jemanden gern gerne alle alles viel sehr mal schon Herne Wanne-Eickel
        hilfe hilft helfen helft
    """,
    "en": """
        the a an and or is are am was be been i you he she we they it my your our their his her me us them to for of in
        on at with from by as that this these those how what where who when which can could do does did need want would
        like have has had get find looking search some any please there
        help
    """,
    "tr": """
        bir ve veya için ile nasıl nerede ne kim ben sen biz benim bizim var mı mi mu mü istiyorum
        lazım çok bu şu da de
        yardım yardim
    """,
    "uk": """
        в на і й та або для з із до як де що хто коли я ми ви мені мій моя моє мої наш потрібно
        потрібна потрібен є не це у від про по за хочу шукаю можна мене
        допомога допомоги
    """,
    "ru": """
        в на и или для с со к ко как где что кто когда я мы вы мне мой моя мое мои наш нужно нужна
        нужен есть не это у от по за хочу ищу можно меня
        помощь помощи
    """,
    "bg": """
        в на и или за с със от до как къде какво кой кога аз ние вие ми моя моят си се да не е съм
        има имам трябва искам търся
        помощ
    """,
    "ro": """
        și sau de la în cu pentru un o unde cum ce cine când eu noi voi meu mea mei mele nostru
        vreau caut este sunt nu să care din pe am ai are se
        ajutor
    """,
    "ar": """
        في من إلى الى على عن مع أين كيف ما ماذا هل متى أنا نحن أنت لي لنا أريد اريد ابحث هو هي هذا
        هذه أو و التي الذي
        مساعدة المساعدة
    """,
    "fa": """
        در از به با برای که من ما شما را است هست کجا چگونه چه کی می خواهم و یا این آن یک
        کمک
    """,
}
