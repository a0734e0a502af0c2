# SPDX-License-Identifier: GPL-3.0-or-later
"""What each label of the built-in classifier is said by, before anything is fitted.

A rule is a list of terms: a measure of core/audio/label_features.cpp, the trapezoid of values that speak for the label
(from, fully from, fully to, to; None = open), and how much it should count by musical knowledge. fit_labels.py moves the
weights a little from there, never across zero, and sets the intercepts.

Only labels stand here for which the corpus has songs to test them on. The others of the vocabulary (trance, dubstep,
synthwave, punk, country, soul, soundtrack, experimental, spoken, vocals, choir, percussion, effects ...) are left to a
person or to a model of the person's own: no figure could be given for them.
"""


def rise(feature, low, high, weight=1.0):
    return (feature, (low, high, None, None), weight)


def fall(feature, low, high, weight=1.0):
    return (feature, (None, None, low, high), weight)


def within(feature, a, b, c, d, weight=1.0):
    return (feature, (a, b, c, d), weight)


RULES = {
    "genre": {
        "electronic": [rise("low_spread", 12, 20, 1.5), fall("mid_share", -13, -9), fall("tempo_wander", 0.004, 0.02),
                       rise("noisiness", -0.8, -0.4, 1.5), within("tempo", 112, 118, 178, 185), rise("hat_off_beat", 0.2, 0.5, 0.7)],
        "house": [within("tempo", 114, 118, 130, 134, 2.5), rise("four_on_floor", 0.3, 0.6, 1.0), rise("hat_off_beat", 0.3, 0.5, 1.5),
                  rise("low_spread", 12, 18), rise("noisiness", -0.7, -0.4)],
        "techno": [within("tempo", 124, 130, 148, 154, 2.0), rise("four_on_floor", 0.3, 0.6, 1.0), rise("low_share", -3, -1, 1.5),
                   fall("note_contrast", 3.8, 5, 1.5), rise("high_spread", 11, 15)],
        "drum and bass": [within("tempo", 158, 165, 182, 190, 3.0), rise("low_share", -3, -1, 1.5), rise("low_spread", 15, 22),
                          fall("crest", 8, 12), rise("noisiness", -0.8, -0.4)],
        "ambient": [fall("broad_onsets", 0.1, 0.3, 2.0), fall("rhythm_strength", 0.15, 0.4), fall("high_share", -30, -20, 1.5),
                    fall("noisiness", -1.1, -0.7), rise("crest", 10, 15, 0.5)],
        "hip-hop": [within("tempo", 66, 72, 100, 108, 1.5), rise("low_share", -4, -1, 1.5), rise("hat_sixteenths", 0.1, 0.35, 1.5),
                    fall("mid_share", -13, -9), fall("high_share", -20, -15)],
        "R&B": [within("tempo", 58, 64, 82, 90, 1.5), rise("back_beat", 0.15, 0.28), rise("hat_sixteenths", 0.15, 0.35),
                fall("mid_share", -12, -8), rise("bass_off_beat", 0.3, 0.7)],
        "pop": [within("tempo", 68, 76, 130, 138), rise("back_beat", 0.12, 0.26, 1.5), fall("mid_share", -10, -6, 1.5),
                within("crest", 8, 9.5, 13, 15), rise("noisiness", -0.9, -0.5), rise("major", 0, 0.4, 0.7)],
        "rock": [rise("high_share", -17, -13, 2.0), fall("crest", 8, 13), rise("noisiness", -0.8, -0.45), fall("low_share", -4, -2.2),
                 within("tempo", 85, 95, 195, 205, 0.7), fall("hat_sixteenths", 0.08, 0.25), rise("brightness", 11.2, 11.5)],
        "metal": [rise("tempo", 120, 160), fall("crest", 5.5, 8, 1.5), fall("note_contrast", 3.7, 4.5, 1.5), rise("kick_rate", 2.5, 4, 1.5),
                  fall("major", -0.5, 0), rise("mid_share", -8, -5)],
        "folk": [rise("note_contrast", 5, 6.2, 1.5), rise("crest", 11, 15), rise("presence_ripple", 0.25, 0.4), fall("noisiness", -1, -0.6),
                 fall("hat_sixteenths", 0.05, 0.3, 0.5)],
        "jazz": [rise("triplet_share", 0.3, 0.6, 1.5), rise("bass_contrast", 11, 14, 1.5), rise("harmonic_change", 0.22, 0.4),
                 rise("mid_share", -10, -7), rise("crest", 11, 14), rise("noisiness", -0.9, -0.6)],
        "blues": [rise("triplet_share", 0.6, 0.95, 2.0), within("tempo", 60, 70, 125, 135), rise("low_share", -6, -3.5),
                  fall("bass_off_beat", 0.05, 0.3), rise("noisiness", -0.9, -0.6), fall("crest", 11, 14)],
        "funk": [within("tempo", 90, 96, 116, 124, 1.5), rise("hat_sixteenths", 0.1, 0.25, 1.5), rise("bass_off_beat", 0.3, 0.55),
                 rise("zero_crossings", 0.08, 0.14, 1.5), rise("crest", 11, 14), rise("onset_rate", 4.5, 6)],
        "reggae": [within("tempo", 120, 132, 180, 190, 1.0), within("tempo", 58, 64, 92, 100, 1.0), rise("mid_spread", 9, 13, 1.5),
                   rise("level_spread", 9, 13, 1.5), rise("warm_spread", 9, 14, 1.5), fall("high_share", -18, -14)],
        "latin": [rise("hat_sixteenths", 0.15, 0.35), fall("back_beat", 0.05, 0.15), rise("chord_off_beat", 0.25, 0.5, 1.5),
                  fall("high_share", -21, -17, 1.5), rise("four_on_floor", 0.6, 0.85), rise("crest", 11, 14)],
        "classical": [fall("noisiness", -1.2, -0.75, 2.0), rise("crest", 11, 15), rise("presence_ripple", 0.3, 0.45),
                      fall("low_share", -7, -3), rise("metre_three", 0.2, 0.6, 0.7), rise("broad_onsets", 0.1, 0.25, 0.7)],
    },
    "mood": {
        "energetic": [rise("arousal", 0.6, 0.8, 1.5), rise("tempo", 90, 130, 1.5), fall("crest", 8, 13), rise("noisiness", -0.7, -0.4)],
        "aggressive": [fall("crest", 5.5, 8, 2.0), fall("note_contrast", 3.8, 4.8, 1.5), rise("arousal", 0.7, 0.85, 1.5), rise("mid_share", -8, -5)],
        "joyful": [rise("major", 0, 0.6, 2.0), rise("valence", 0.5, 0.7, 1.5), rise("noisiness", -0.9, -0.5), rise("tempo", 80, 110),
                   rise("crest", 9, 12)],
        "uplifting": [rise("major", 0, 0.5, 1.5), rise("back_beat", 0.12, 0.25, 1.0), rise("high_share", -18, -15), within("crest", 8, 9.5, 15.5, 17),
                      rise("valence", 0.45, 0.7)],
        "relaxed": [within("tempo", 58, 64, 90, 110), fall("arousal", 0.6, 0.75, 1.5), fall("high_share", -19, -15, 1.5), rise("noisiness", -0.9, -0.6),
                    rise("crest", 9, 13)],
        "peaceful": [fall("noisiness", -1.1, -0.6, 2.0), fall("arousal", 0.5, 0.65, 1.5), rise("crest", 12, 16), fall("high_share", -20, -15, 0.5)],
        "dreamy": [fall("broad_onsets", 0.1, 0.3, 2.0), fall("high_share", -30, -20, 1.5), fall("noisiness", -1.1, -0.7), fall("valence", 0.35, 0.55, 0.5)],
        "sad": [within("tempo", 40, 50, 85, 125), fall("arousal", 0.45, 0.65, 1.5), fall("noisiness", -1.3, -0.6), fall("valence", 0.5, 0.65, 1.0)],
        "gloomy": [fall("major", -0.5, 0.2, 2.0), rise("low_share", -4, -1, 1.5), rise("noisiness", -0.7, -0.45), fall("crest", 7, 12),
                   fall("valence", 0.5, 0.7)],
    },
    "instrument": {
        "drums": [rise("noisiness", -1.05, -0.65, 3.0), fall("presence_ripple", 0.3, 0.5), rise("high_share", -22, -16, 0.7), rise("low_share", -9, -5, 0.7)],
        "bass": [rise("low_share", -9, -5, 2.5), rise("noisiness", -1.2, -0.7), rise("low_spread", 6, 12, 0.5)],
        "electric guitar": [rise("high_share", -17, -13, 1.5), fall("note_contrast", 4, 5.5, 1.5), fall("crest", 6, 13), rise("mid_spread", 7, 11, 0.7),
                            rise("presence_tilt", -3.8, -2.4)],
        "acoustic guitar": [rise("warm_share", -5, -2, 1.0), fall("presence_tilt", -5.5, -3.2, 1.5), rise("decay", 1, 4), rise("crest", 10, 15)],
        "piano": [rise("presence_ripple", 0.18, 0.35, 1.5), rise("note_contrast", 4.8, 6, 1.0), within("brightness", 10.5, 10.7, 11.4, 11.6),
                  rise("harmonic_change", 0.18, 0.35), fall("hat_sixteenths", 0.2, 0.4, 0.7)],
        "keys": [rise("warm_share", -6, -3, 1.5), fall("high_share", -19, -15), rise("note_contrast", 4.5, 6, 0.7), fall("brightness", 10.8, 11.5, 0.7)],
        "synth lead": [rise("low_spread", 11, 18, 1.5), rise("high_share", -17, -14.5, 1.5), within("tempo", 108, 115, 152, 200), rise("high_spread", 8, 13)],
        "synth pad": [fall("mid_share", -14, -9, 2.0), rise("low_spread", 12, 20, 1.0), rise("high_spread", 9, 12.5), fall("presence_tilt", -6, -2.5, 0.5)],
        "strings": [fall("presence_tilt", -4.4, -3, 1.0), fall("zero_crossings", 0.05, 0.09), rise("high_share", -19, -15), rise("high_reach", 0.9, 0.97),
                    rise("presence_ripple", 0.2, 0.45)],
        "brass": [rise("mid_share", -10, -4), rise("zero_crossings", 0.05, 0.1, 1.5), rise("crest", 9, 14), rise("high_share", -18, -14)],
        "woodwind": [rise("presence_ripple", 0.2, 0.4), fall("high_share", -21, -16.5, 1.5), fall("high_spread", 8, 12), rise("noisiness", -0.9, -0.6),
                     rise("mid_share", -12, -7)],
    },
    "tag": {
        "electronic": [rise("low_spread", 11, 19, 1.5), fall("mid_share", -13, -9, 1.5), rise("high_spread", 8, 12.5), fall("tempo_wander", 0.003, 0.02, 0.7)],
        "acoustic": [rise("crest", 10.5, 14.5, 1.5), fall("noisiness", -1, -0.55, 1.5), rise("note_contrast", 4.5, 6), rise("bass_contrast", 11, 14.5)],
    },
}

# The corpus's words in ours: a label is right when one of the song's words stands for it.
GENRES = {
    "electronic": ["electronic"], "house": ["house"], "techno": ["techno"], "drum and bass": ["drum and bass"], "ambient": ["ambient"],
    "hip hop": ["hip-hop"], "trap": ["hip-hop"], "rnb": ["R&B"], "pop": ["pop"], "rock": ["rock"], "progressive rock": ["rock"],
    "metal": ["metal"], "folk": ["folk"], "klezmer": ["folk"], "jazz": ["jazz"], "blues": ["blues"], "funk": ["funk"],
    "reggae": ["reggae"], "latin": ["latin"], "bossa nova": ["latin"], "classical": ["classical"],
}
MOODS = {
    "energetic": ["energetic", "intense"], "aggressive": ["aggressive", "intense"], "happy": ["joyful"], "party": ["joyful", "euphoric"],
    "uplifting": ["uplifting"], "chill": ["relaxed"], "cool": ["relaxed"], "calm": ["peaceful", "serene", "relaxed"], "dreamy": ["dreamy"],
    "sad": ["sad", "melancholic"], "dark": ["gloomy", "brooding"], "romantic": [],
}
INSTRUMENTS = {
    "drum kit": "drums", "acoustic piano": "piano", "electric piano": "keys", "drawbar organ": "keys", "accordion": "keys",
    "nylon guitar": "acoustic guitar", "steel guitar": "acoustic guitar", "overdriven guitar": "electric guitar",
    "distortion guitar": "electric guitar", "muted electric guitar": "electric guitar", "clean electric guitar": "electric guitar",
    "choir": "choir",
}
FAMILIES = {"bass": "bass", "synth lead": "synth lead", "synth pad": "synth pad", "strings": "strings", "ensemble": "strings",
            "brass": "brass", "reed": "woodwind", "pipe": "woodwind", "chromatic percussion": "percussion"}
# The share that was right of what was said surest of pieces left out of the fit, over four sound fonts.
CAPS = {"genre": 0.75, "mood": 0.85, "instrument": 0.95, "tag": 0.85}
ELECTRONIC_FAMILIES = {"synth lead", "synth pad"}
ACOUSTIC_INSTRUMENTS = {"drum kit", "acoustic bass", "acoustic piano", "nylon guitar", "steel guitar", "violin", "viola", "cello", "flute",
                        "clarinet", "tenor saxophone", "alto saxophone", "accordion", "string ensemble", "trumpet", "trombone", "brass section"}


def truth_of(song):
    """Labels of a song's truth file, by kind."""
    moods = [MOODS.get(word, []) for word in song["mood"]]
    return {
        "genre": {name for word in song["genre"] for name in GENRES.get(word, [])},
        "mood": {name for names in moods for name in names},
        "instrument": {INSTRUMENTS.get(i["name"]) or FAMILIES.get(i["family"], i["family"]) for i in song["instruments"]},
        "tag": {name for name, here in (
            ("electronic", any(i["family"] in ELECTRONIC_FAMILIES or i["name"] == "synth bass" for i in song["instruments"])),
            ("acoustic", all(i["name"] in ACOUSTIC_INSTRUMENTS for i in song["instruments"]))) if here},
    }
