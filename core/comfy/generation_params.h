// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comfy/family.h"

#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

#include <optional>
#include <vector>

namespace sc::comfy {

struct LoraRef
{
    QString name;                     // as the server lists it, folder included
    double weight = 1;                // -4..4
    std::optional<double> clipWeight; // nothing: as weight
    bool operator==(const LoraRef &) const = default;
};

struct Refiner
{
    QString model;            // file; empty: the first one that the server has
    double switchPoint = 0.8; // 0..1 of the steps
    bool operator==(const Refiner &) const = default;
};

struct Upscale
{
    double factor = 2;                                   // 1.5, 2, 3, 4
    QString model = QStringLiteral("RealESRGAN_x2plus"); // with or without extension; empty: lanczos
    bool operator==(const Upscale &) const = default;
};

enum class ControlType { OpenPose, Depth, Canny, Scribble };

struct Control
{
    ControlType type = ControlType::OpenPose;
    QString image;       // as the server knows it
    QString model;       // empty: found by the type
    double strength = 1; // 0..2
    double start = 0;    // 0..1 of the steps
    double end = 1;
    bool operator==(const Control &) const = default;
};

enum class CharacterMethod {
    IpAdapter, // SDXL families, custom nodes
    FaceId,    // the same package's face model
    InstantId, // SDXL families, custom nodes
    Reference, // the family's own way: FLUX Redux, pictures of Qwen-Image-Edit, Wan 2.1 VACE
};

// Pictures that a person or a look is taken from.
struct CharacterReference
{
    CharacterMethod method = CharacterMethod::IpAdapter;
    QStringList images; // as the server knows them, at least one
    double weight = 0.8;
    bool operator==(const CharacterReference &) const = default;
};

enum class LipSyncMethod { WanSpeech, InfiniteTalk, HuMo, LatentSync };

struct LipSync
{
    LipSyncMethod method = LipSyncMethod::WanSpeech;
    QString audio;     // as the server knows it
    double start = 0;  // s into the audio
    double length = 0; // s; 0: as long as the clip
    QString video;     // LatentSync only: whose mouth is changed
    bool operator==(const LipSync &) const = default;
};

// Everything that decides what a server makes, but for the words. Unset values come from the family's preset.
struct GenerationParams
{
    QString family;
    QString preset = QStringLiteral("fast");
    QString model;                    // file as the server lists it; empty: the first that fits the family
    QString modelLow;                 // the low-noise half of a Wan 2.2 pair; empty: found beside `model`
    std::optional<int> width, height; // px, 64..4096
    std::optional<int> steps;         // 1..200
    std::optional<double> cfg;        // 0.1..30
    QString sampler, scheduler;
    std::optional<qint64> seed;  // 0..2^63-1; nothing: chosen when it is queued
    int batchSize = 1;           // 1..16
    std::optional<int> clipSkip; // 1..12, 1 = none; unset: as the family is used to
    double denoise = 1;          // 0..1; below 1 needs a source picture
    std::optional<int> frames;   // 1..1000
    std::optional<double> fps;   // 1..120
    int motionBucket = 127;      // 1..255, for families that use it
    std::vector<LoraRef> loras;
    std::optional<Refiner> refiner;
    double pagScale = 0; // 0..10, 0 = off
    std::optional<Upscale> upscale;
    QString faceImage;                 // face swap: whose face; empty = off
    QString initImage, endImage, mask; // as the server knows them
    std::optional<Control> control;
    std::optional<CharacterReference> character;
    std::optional<LipSync> lipSync;
    QStringList referenceImages;       // further pictures for editing models, at most 2
    std::optional<int> interpolateFps; // after generation
    QString motionFamily;              // the video family that moves a picture of an image family; empty: the first the server has
    bool operator==(const GenerationParams &) const = default;

    // What was left unset is filled from the family's preset; sizes and frames are put on the family's grid.
    [[nodiscard]] Result<GenerationParams> completed(const ModelFamily &family, MediaKind kind) const;
};

// The keys of the table of parameters: {"width": 1024, "loras": [{"name", "weight"}], "refiner": true ...}. A key that is
// not known or a value out of its range is INVALID_PARAMETER naming it and the range.
[[nodiscard]] Result<GenerationParams> paramsFromJson(const QJsonObject &json);
[[nodiscard]] QJsonObject toJson(const GenerationParams &params); // only what is set

[[nodiscard]] QString controlTypeName(ControlType type); // "openpose"

// A seed for a person who asked for none: 53 bits, so that no JSON on the way rounds it.
[[nodiscard]] qint64 freshSeed();
// Text seeds: the same text always gives the same seed.
[[nodiscard]] qint64 seedFromText(const QString &text);

} // namespace sc::comfy
