// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comfy/object_info.h"

#include <QtCore/QHash>
#include <QtCore/QJsonObject>
#include <QtCore/QSize>
#include <QtCore/QStringList>

#include <functional>
#include <vector>

// What a graph would make, read out of it without computing it: sizes, lengths, words, seeds. Pure.
namespace sc::practice {

enum class OutputKind { Picture, Movie, Sound, None };

// One node that saves something.
struct PlannedOutput
{
    QString node;
    OutputKind kind = OutputKind::None;
    bool temporary = false; // PreviewImage
    QString listKey;        // "images", "gifs", "audio": where clients look for it
    QString prefix;
    QString suffix; // "png", "mp4", "webp", "flac"
    QSize size{1024, 1024};
    int frames = 1; // of a movie; pictures of a batch
    double fps = 24;
    double seconds = 0; // of sound
    QString prompt;
    qint64 seed = 0;
    int steps = 0;
    QStringList sources; // pictures that it is made from, first and last frame in this order
    QString model;       // the file that decides the look
};

struct PlannedNode
{
    QString id;
    QString className;
    int steps = 0;        // of a sampler
    double work = 0;      // pixels times frames of one step, 1 = a megapixel
    QStringList models;   // files that it loads
    QByteArray signature; // equal for equal work: what is cached
    bool isOutput = false;
};

struct Plan
{
    std::vector<PlannedNode> nodes; // in the order of running
    std::vector<PlannedOutput> outputs;
    [[nodiscard]] QStringList models() const;
};

// `pictureSize` tells the size of a picture of the input folder. The graph must have passed the checks.
[[nodiscard]] Plan planOf(const QJsonObject &graph, const comfy::ObjectInfo &info,
                          const std::function<QSize(const QString &)> &pictureSize);

} // namespace sc::practice
