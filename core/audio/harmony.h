// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/song_map.h"

#include <QtCore/QJsonObject>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>
#include <vector>

namespace sc::audio {

// A stretch of song in one key.
struct KeySpan
{
    Ticks start;
    Ticks end;
    QString name; // "A minor", "Eb major"
    double confidence = 0; // 0..1
    bool operator==(const KeySpan &) const = default;
};

struct ChordSpan
{
    Ticks start;
    Ticks end;
    QString name; // "Am", "F", "G7", "Cmaj7"; "N" = no chord
    double confidence = 0; // 0..1
    bool operator==(const ChordSpan &) const = default;
};

// What the song does with its notes. Keys with every level but quick; chords and what follows from them are detailed.
struct Harmony
{
    std::vector<KeySpan> keys; // rising, touching; one when the song never modulates; empty without a clear key
    std::optional<double> tuningHz; // of A4
    std::vector<ChordSpan> chords; // rising, touching
    QStringList progression; // the chords that come back most, as degrees: "i", "VI", "III", "VII"
    std::optional<double> complexity; // 0..1, how many and how unusual the chords are
    std::optional<double> changeRate; // chord changes a second
    Curve tension; // 0..1, distance of the sounding chord from the key, two values a second

    bool operator==(const Harmony &) const = default;
};

[[nodiscard]] QJsonObject toJson(const Harmony &harmony);
[[nodiscard]] Result<Harmony> harmonyFromJson(const QJsonObject &json); // VALIDATION_ERROR

} // namespace sc::audio
