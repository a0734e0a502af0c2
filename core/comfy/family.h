// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtCore/QString>

#include <vector>

namespace sc::comfy {

enum class MediaKind { Image, Video };

[[nodiscard]] QString mediaKindName(MediaKind kind); // "image", "video"
[[nodiscard]] Result<MediaKind> mediaKindFromName(const QString &name);

// Starting values of a family.
struct FamilyPreset
{
    QString name; // "fast", "quality"
    int steps = 20;
    double cfg = 7;
    int width = 1024; // px
    int height = 1024;
    QString sampler; // as ComfyUI names it
    QString scheduler;
    int frames = 1;
    double fps = 24;
    bool operator==(const FamilyPreset &) const = default;
};

// A kind of model with what it can take: one row of the table of families.
struct ModelFamily
{
    QString id;   // "wan_2_2"
    QString name; // for people: "Wan 2.2"
    MediaKind makes = MediaKind::Image;
    int sizeStep = 8;  // px: width and height are multiples
    int frameGrid = 4; // frames are n times this and one
    int maxLoras = 0;
    bool hasRefiner = false;
    bool needsSourceImage = false;
    QString negative; // used when the person gave none
    QString advice;   // what the model's maker says where it differs from the presets
    std::vector<FamilyPreset> presets;

    [[nodiscard]] const FamilyPreset *preset(const QString &name) const; // null when unknown
    [[nodiscard]] int snappedSize(int pixels) const;                     // nearest multiple, at least one
    [[nodiscard]] int snappedFrames(int frames) const;                   // nearest on the grid; of two, the longer
    [[nodiscard]] int framesCovering(int frames) const;                  // on the grid, not shorter
};

class FamilyTable
{
public:
    // A file of families; rows that break a rule make the whole file refused with the row and the reason.
    [[nodiscard]] static Result<FamilyTable> parse(const QByteArray &json);
    // The thirteen that ship. Thread-safe.
    [[nodiscard]] static const FamilyTable &builtIn();
    // These and the ones of a person's own file; a row of a shipped id is refused.
    [[nodiscard]] Result<FamilyTable> with(const QByteArray &moreJson) const;

    [[nodiscard]] const std::vector<ModelFamily> &all() const { return m_families; }
    [[nodiscard]] const ModelFamily *find(const QString &id) const; // null when unknown
    // RESOURCE_NOT_FOUND naming the ones there are.
    [[nodiscard]] Result<ModelFamily> family(const QString &id) const;

private:
    std::vector<ModelFamily> m_families;
};

} // namespace sc::comfy
