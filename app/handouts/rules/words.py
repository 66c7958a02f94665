"""What a facilitator says that no module says for her. Merge fields stand for the setting's own facts."""

SAFE_WORDS = (
    "What we read about today is hard, and some of us may have lived through something like it. You may step out at "
    "any time, without a reason, and come back or not.",
    "We talk about how we work. We do not talk about any child or family we know, not even without a name.",
    "Nobody has to answer, and nobody has to share anything of their own.",
    "Reviews look back to learn. We are not here to find who was to blame, and that goes for this room as well.",
    "If this makes you worried about a child now, do not wait for the end. Tell ⟦dsl⟧ (⟦dsl_contact⟧); in danger, ring "
    "999.",
)
SAFE_WORDS_ALONE = (
    "What we read about today is hard, and some of us may have lived through something like it. You may stop at any "
    "time, without a reason.",
    "We talk about how we work. We do not talk about any child or family we know, not even without a name.",
    "Reviews look back to learn. We are not here to find who was to blame.",
    "If this makes you worried about a child now, do not wait for the end. Ring ⟦referral_line⟧; in danger, ring 999.",
)
IF_UPSET = (
    "Stop for a moment. Say: “Thank you for telling us. Let us have a short break.” Nobody has to explain.",
    "Go with the person, or ask somebody she trusts to go. Find a quiet place, some water, and time.",
    "Listen. Do not ask for details, and do not promise to keep it to yourself. Say who can help, and offer the "
    "numbers below.",
    "If what she says is about a child who may be at risk today, the lead has to know the same day. Say so, kindly.",
    "If it is about her own past, what happens next is hers to choose. It does not go into any record of this meeting.",
    "Ask her again before she goes home, and the next day. Give her the credit for what she did; she can finish later.",
    "Afterwards talk to somebody yourself. Leading this is work too.",
)
BEFORE = (
    "Tell people what it is about a few days before, so that nobody is taken by surprise. Say that nobody has to come "
    "to this meeting to learn it: it can be done alone.",
    "Read the scene yourself. Think of who in the room may find it close to home, and ask them quietly beforehand.",
    "Agree with a colleague who goes along when somebody steps out.",
    "Print what you need: an answer sheet for each person, the list of who is there, the poster for the wall.",
    "Look at the setting’s own numbers. If one is missing or old, mend it first.",
)
AFTER = (
    "Each person answers a knowledge check of her own, on a phone or on the answer sheet.",
    "Each person writes a reflection of her own. It is private. Do not collect it; her word is enough.",
    "Write down what was decided as a practice action, with an owner and a day on which you look at it again.",
    "Note who came late or left early; they can read on alone. Nobody loses what she did.",
    "Key in the answer sheets, then keep or shred them as your setting does with training records.",
)
SAFE_ON_A_SLIDE = (
    "You may step out at any time.",
    "We talk about how we work, and never about a child or a family.",
    "Nobody has to answer.",
    "We look back to learn, and not to blame.",
    "Worried about a child now? Do not wait for the end.",
)
OPENING = "Good to have you here. We look at one thing that reviews teach, and choose one thing to do differently."
WHY = (
    "When a child dies or is seriously harmed, people look back together and ask what should be different.",
    "A review is there to learn and improve. It is not there to find somebody to blame.",
)
READ_OUT = "I read each of these out, slowly. Notice which one you would rather not hear."
ONE_BREATH = "One slide, one breath. Say where each came from."
WHAT_HERE = "What would this look like here, on an ordinary Monday?"
WRITE_IT = "Write down what the group decides, in its own words, with a name and a day."
SHEETS_OUT = "Hand out the answer sheets, or say where the check is found. Stay for a while; somebody may want a word."
TALK_FIRST = "Talk in twos or threes for a few minutes. Then each group says one thing."
THEN_SAY = "Then say what the reviews taught:"
NO_RIGHT_WAY = "Ask what makes each choice tempting before you say what the reviews taught."
BE_QUIET = (
    "Ask, and then be quiet for a little while. The first answer is usually the policy. The second is usually true."
)
DECIDE = (
    "What will we do differently here?",
    "Who sees to it?",
    "When do we look at it again?",
    "What will a child notice?",
)
CLOSING = (
    "Answer your own knowledge check, today or this week.",
    "Write your own reflection. Nobody else reads it.",
    "Was something hard today? Talk to somebody you trust, or to one of the numbers on the sheet.",
    "Worried about a child? Tell ⟦dsl⟧ today (⟦dsl_contact⟧). In danger: 999.",
)
CLOSING_ALONE = (
    "Answer your own knowledge check, today or this week.",
    "Write your own reflection. Nobody else reads it.",
    "Was something hard today? Talk to somebody you trust, or to one of the numbers on the sheet.",
    "Worried about a child? Ring ⟦referral_line⟧ today. In danger: 999.",
)
