// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace sc::comfy {

// What the name of a model file says about the model.
struct FamilyGuess
{
    QString family;  // id; empty: a known model that is none of the families
    QString variant; // "i2v", "t2v", "flf2v", "vace", "ti2v", "full", "dev", "fast", "2509", "2511", "refiner", "kontext"; may be empty
    QString noise;   // of Wan 2.2 pairs: "high" or "low"
    bool distilled = false; // few steps at CFG 1: lightning, turbo, hyper, distilled
    bool guessed = false;   // no rule knew it
    QString note;           // translated; why it is no family, or what to know
    bool operator==(const FamilyGuess &) const = default;
};

// By the file's name alone, folders and extension left out; the first rule that matches wins. A person's choice and
// what the file says of itself go before it.
[[nodiscard]] FamilyGuess guessFamily(const QString &fileName);

// The metadata key "modelspec.architecture" of a safetensors file; empty when it names none of the families.
[[nodiscard]] QString familyOfArchitecture(const QString &architecture);

} // namespace sc::comfy
