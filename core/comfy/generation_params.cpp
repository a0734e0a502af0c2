// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comfy/generation_params.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QCryptographicHash>
#include <QtCore/QRandomGenerator>

namespace sc::comfy {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::comfy", text);
}

constexpr qint64 kMaxJsonSeed = (qint64(1) << 53) - 1;

Problem tooMany(int given, int most, const QString &familyName)
{
    return Problem(ProblemCode::InvalidParameter,
                   QCoreApplication::translate("sc::comfy", "%1 takes %n LoRA(s).", nullptr, most).arg(familyName))
        .withDetail(QCoreApplication::translate("sc::comfy", "%n are given.", nullptr, given));
}

} // namespace

Result<GenerationParams> GenerationParams::completed(const ModelFamily &modelFamily, MediaKind kind) const
{
    const FamilyPreset *start = modelFamily.preset(preset);
    if (!start) {
        QStringList names;
        for (const FamilyPreset &one : modelFamily.presets)
            names += one.name;
        return std::unexpected(Problem(ProblemCode::InvalidParameter, tr("%1 has no preset \"%2\".").arg(modelFamily.name, preset))
                                   .withDetail(names.join(QStringLiteral(", "))));
    }
    if (std::ssize(loras) > modelFamily.maxLoras)
        return std::unexpected(tooMany(static_cast<int>(loras.size()), modelFamily.maxLoras, modelFamily.name));
    if (refiner && !modelFamily.hasRefiner)
        return std::unexpected(Problem(ProblemCode::InvalidParameter, tr("%1 has no refiner.").arg(modelFamily.name)));
    if (denoise < 1 && initImage.isEmpty())
        return std::unexpected(Problem(ProblemCode::InvalidParameter, tr("Denoise below 1 needs a source picture.")));
    GenerationParams full = *this;
    full.family = modelFamily.id;
    full.width = modelFamily.snappedSize(width.value_or(start->width));
    full.height = modelFamily.snappedSize(height.value_or(start->height));
    full.steps = steps.value_or(start->steps);
    full.cfg = cfg.value_or(start->cfg);
    full.sampler = sampler.isEmpty() ? start->sampler : sampler;
    full.scheduler = scheduler.isEmpty() ? start->scheduler : scheduler;
    full.seed = seed ? *seed : freshSeed();
    full.clipSkip = clipSkip.value_or(modelFamily.id == u"pony" ? 2 : 1); // what its author trained with
    full.frames = kind == MediaKind::Video ? modelFamily.snappedFrames(frames.value_or(start->frames)) : 1;
    full.fps = fps.value_or(start->fps);
    return full;
}

QString controlTypeName(ControlType type)
{
    switch (type) {
    case ControlType::OpenPose:
        return QStringLiteral("openpose");
    case ControlType::Depth:
        return QStringLiteral("depth");
    case ControlType::Canny:
        return QStringLiteral("canny");
    case ControlType::Scribble:
        return QStringLiteral("scribble");
    }
    return {};
}

qint64 freshSeed()
{
    return static_cast<qint64>(QRandomGenerator::system()->generate64() & static_cast<quint64>(kMaxJsonSeed));
}

qint64 seedFromText(const QString &text)
{
    const QByteArray digest = QCryptographicHash::hash(text.normalized(QString::NormalizationForm_C).toUtf8(), QCryptographicHash::Sha256);
    quint64 bits = 0;
    for (int i = 0; i < 8; ++i)
        bits = (bits << 8) | static_cast<quint8>(digest[i]);
    return static_cast<qint64>(bits & static_cast<quint64>(kMaxJsonSeed));
}

} // namespace sc::comfy
