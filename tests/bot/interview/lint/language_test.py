"""The lint catches what no line may say, and lets ordinary counselling talk pass."""

import pytest

from bot.interview.lint.language import long, rules, wrong

BAD = {
    "en": [
        ("2", "Try to go to bed earlier."),
        ("2", "Maybe try calling a friend."),
        ("2", "Have you considered going to a meeting?"),
        ("2", "Have you tried counting to ten?"),
        ("2", "How about going for a walk?"),
        ("2", "If I were you, I'd leave early."),
        ("2", "I suggest writing it down."),
        ("2", "It might be a good idea to tell somebody."),
        ("2", "It's best to leave before midnight."),
        ("2", "You could always call your sister."),
        ("2", "Remember to drink water."),
        ("2", "Make sure there is none at home."),
        ("2", "A short walk can help."),
        ("2", "Consider telling your boss."),
        ("2", "Avoid the places where it happens."),
        ("2", "Take a deep breath."),
        ("2", "Here are some tips for tonight."),
        ("3", "You should cut down."),
        ("3", "You really need to rest."),
        ("3", "You must be careful there."),
        ("3", "You have to want it."),
        ("3", "You ought to tell her."),
        ("3", "You'd better stay home."),
        ("3", "You\u2019ve got to start somewhere."),
        ("3", "Why don't you call him?"),
        ("3", "But you said it mattered."),
        ("3", "You said you would stop."),
        ("3", "Stop drinking on weekdays."),
        ("3", "Why not higher?"),
        ("3", "Why not a 9?"),
        ("3", "Why so low?"),
        ("3", "What stops you from being a 10?"),
        ("3", "Why do you drink?"),
        ("3", "A relapse is part of it."),
        ("3", "You failed this week."),
        ("3", "How long have you been clean?"),
        ("3", "Many addicts say so."),
        ("3", "Alcohol abuse is common."),
        ("4", "“{goal}”, because “{reason}”."),
        ("4", "“{reason}”, which means “{goal}”."),
        ("4", "That's why “{goal}”."),
        ("4", "Thanks to “{what}”, “{helped}”."),
        ("4", "You said you want “{goal}”."),
        ("4", "You feel your week was hard."),
        ("5", "It sounds like you are sad."),
        ("5", "You seem tired."),
        ("5", "I can tell this matters."),
        ("7", "You haven't answered since Tuesday."),
        ("7", "You missed two check-ins."),
        ("7", "That's four days in a row."),
        ("7", "Your streak is over."),
        ("7", "Back to day one."),
        ("9", "Great job!"),
        ("9", "Well done."),
        ("9", "You can be proud of a sober week."),
        ("9", "You've got this."),
        ("11", "He committed suicide."),
        ("11", "Call 988 now."),
        ("11", "Samaritans: 116 123."),
        ("12", "Your counselor will read this tonight."),
        ("12", "Somebody is watching this chat."),
        ("12", "You are not alone."),
        ("voice", "I'm so happy to hear that."),
        ("voice", "I hope it goes well."),
        ("voice", "Let's look at it."),
        ("voice", "We are nearly there."),
        ("voice", "Hello!!"),
        ("voice", "Here you are! Good! "),
        ("voice", "Good morning \N{SUN WITH FACE}"),
        ("claims", "This is 100 % confidential."),
        ("claims", "It treats cravings."),
    ],
    "es": [
        ("2", "Intenta dormir más."),
        ("2", "¿Has pensado en ir a un grupo?"),
        ("2", "Te recomiendo llamar a alguien."),
        ("2", "Yo que tú, me iría antes."),
        ("2", "Sería bueno que lo hablaras."),
        ("2", "Podrías llamar a tu hermana."),
        ("2", "¿Qué tal si sales a caminar?"),
        ("2", "Caminar puede ayudar."),
        ("2", "Asegúrate de comer."),
        ("2", "No olvides beber agua."),
        ("3", "Deberías dejarlo."),
        ("3", "Debes tener cuidado."),
        ("3", "Tienes que querer."),
        ("3", "Hay que empezar ya."),
        ("3", "Necesitas descansar."),
        ("3", "Pero dijiste que importaba."),
        ("3", "Deja de beber entre semana."),
        ("3", "¿Por qué no un 8?"),
        ("3", "¿Por qué no más?"),
        ("3", "¿Por qué tan bajo?"),
        ("3", "¿Por qué bebes?"),
        ("3", "Fue una recaída."),
        ("3", "Fracasaste esta semana."),
        ("3", "¿Cuánto llevas limpio?"),
        ("3", "Muchos adictos lo dicen."),
        ("4", "“{goal}”, porque “{reason}”."),
        ("4", "“{what}”, así que “{helped}”."),
        ("4", "Dijiste que tú querías “{goal}”."),
        ("5", "Parece que estás triste."),
        ("5", "Te sientes mal."),
        ("7", "No has respondido desde el martes."),
        ("7", "Van cuatro días seguidos."),
        ("7", "Se acabó la racha."),
        ("7", "Vuelta a cero."),
        ("9", "¡Buen trabajo!"),
        ("9", "Muy bien."),
        ("9", "Tú puedes."),
        ("11", "Cometió suicidio."),
        ("11", "Llama al 024."),
        ("12", "Tu terapeuta lo leerá hoy."),
        ("12", "Alguien va a ver esto."),
        ("voice", "Me alegro mucho."),
        ("voice", "Espero que vaya mejor."),
        ("voice", "Vamos a verlo."),
        ("voice", "¡¡Hola!!"),
        ("claims", "Es 100 % confidencial."),
    ],
}

GOOD = {
    "en": [
        "You don't have to answer.",
        "Nothing has to be decided today.",
        "What would you have to see for it to matter?",
        "What helps when you have to wait?",
        "What should I call it?",
        "What puts you at 6 rather than 3?",
        "What keeps it at 5?",
        "Still 6. Kept.",
        "6 last time, 7 today.",
        "What have you already tried?",
        "What helped?",
        "What would be a good first step for you?",
        "How does that sit today?",
        "When did this last go your way?",
        "Somebody else may have wanted this. What would make it worth your time?",
        "Whoever sent you, this is optional, and it isn't attendance.",
        "It's your call.",
        "Yours to use again, or not.",
        "That's a fine place to start from.",
        "“{goal}”, and “{reason}”.",
        "There's “{what}”, and there's “{helped}”.",
        "“I should stop because I failed”. Your words.",
        "“you must be kidding!!”",
        "A hard week, and “{carried}”.",
        "You came here at the end of it.",
        "You answered it head-on.",
        "Then it's let go. Goals are allowed to end.",
        "Nobody reads along.",
        "No counselor is connected to this chat.",
        "It's time for your check-in.",
        "Your check-in is still open, if you want it.",
        "Stopping here. What you answered so far is kept.",
        "After /stop nothing more comes.",
        "I can't call anyone for you.",
        "Quiet until you say otherwise.",
        "Something went wrong on my side, not on yours. Please try again in a minute.",
        "That question is past.",
        "Kept, in your words. Should they come back one day?",
        "Telegram can see chats with bots. They are not end-to-end encrypted.",
        "Do you want it to stay?",
        "I couldn't read that as a time. Something like 6:30 pm or 18:30 works.",
        "What did you do that you'd do again?",
        "One exclamation mark is fine!",
        "What do you make of that?",
        "Would you like to hear what others have found useful?",
    ],
    "es": [
        "No tienes que responder.",
        "Hoy no hay que decidir nada.",
        "No hace falta ninguna razón.",
        "¿Qué hace que sea un 6 y no un 3?",
        "¿Qué lo mantiene en 5?",
        "Sigue en 6. Guardado.",
        "Antes 6, hoy 7.",
        "¿Qué ayudó?",
        "¿Cómo lo ves hoy?",
        "Quizá esto lo quiso otra persona. ¿Qué haría que valiera la pena para ti?",
        "Tú decides.",
        "Es tuyo, para usarlo o no.",
        "Es un buen lugar para empezar.",
        "“{goal}”, y “{reason}”.",
        "Está “{what}”, y está “{helped}”.",
        "“debería parar porque fracasé”. Tus palabras.",
        "Una semana dura, y “{carried}”.",
        "Viniste aquí al final de ella.",
        "Entonces queda soltada. Las metas también pueden terminar.",
        "No hay ningún profesional conectado a este chat.",
        "Es la hora de tu charla.",
        "Lo que digas en una charla estará aquí.",
        "En los próximos días.",
        "No tienen cifrado de extremo a extremo.",
        "Algo falló de mi lado, no del tuyo.",
        "¿Quieres que vuelvan a salir algún día?",
        "¿Qué cosa difícil superaste alguna vez?",
        "Si tienes que esperar, ¿qué lo hace más fácil?",
        "Nada empieza hasta que estés de acuerdo.",
    ],
}


@pytest.mark.parametrize(
    ("locale", "rule", "line"), [(loc, r, line) for loc, lines in BAD.items() for r, line in lines]
)
def test_it_catches(locale: str, rule: str, line: str) -> None:
    assert rule in {found for found, _, _ in wrong(line, locale)}


@pytest.mark.parametrize(
    ("locale", "line"), [(locale, line) for locale, lines in GOOD.items() for line in lines]
)
def test_it_lets_pass(locale: str, line: str) -> None:
    assert list(wrong(line, locale)) == []


def test_there_are_enough_examples_of_both() -> None:
    assert sum(map(len, BAD.values())) >= 60
    assert sum(map(len, GOOD.values())) >= 60


@pytest.mark.parametrize("locale", ["en", "es"])
def test_every_rule_has_an_example_that_breaks_it(locale: str) -> None:
    caught = {(r, says) for _, line in BAD[locale] for r, says, _ in wrong(line, locale)}
    assert {(rule.rule, rule.says) for rule in rules(locale)} <= caught


def test_it_names_the_sentence() -> None:
    found = list(wrong("It's yours. You should keep it. Or not.", "en"))
    assert found == [("3", "a directive", "You should keep it.")]


def test_one_emoji_may_carry_meaning_on_a_button() -> None:
    assert list(wrong("\N{CHECK MARK} Yes", "en", buttons=True)) == []
    assert list(wrong("\N{CHECK MARK} Yes", "en"))
    assert list(wrong("\N{CHECK MARK}\N{CHECK MARK}", "en", buttons=True))


def test_a_language_without_patterns_still_has_its_marks_looked_at() -> None:
    assert list(wrong("You should.", "xx")) == []
    assert list(wrong("!!", "xx"))


def test_a_sentence_nobody_follows_in_passing_is_long() -> None:
    assert list(long("word " * 26))
    assert list(long("word " * 25 + ". Then another.")) == []
