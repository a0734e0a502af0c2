// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/likeness.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDataStream>
#include <QtCore/QIODevice>

#include <cmath>

namespace sc::audio {

namespace {

constexpr quint32 kMagic = 0x53434c50; // "SCLP"
constexpr quint16 kVersion = 1;
constexpr qsizetype kSize = 4 + 2 + 4 * (4 + 12 + 40 + 24 + 16) + 1 + 2;

Problem damaged(const QString &why)
{
    return Problem(ProblemCode::FileDamaged,
                   QCoreApplication::translate("sc::audio", "What similar songs are found by is damaged. Analyse the song again."))
        .withDetail(why);
}

// Visits every number of a profile in the order of the stored form.
template<class Profile, class Visit> void visitNumbers(Profile &profile, Visit visit)
{
    visit(profile.bpm);
    visit(profile.key);
    visit(profile.seconds);
    visit(profile.level);
    for (auto &value : profile.chroma)
        visit(value);
    for (auto &value : profile.timbre)
        visit(value);
    for (auto &value : profile.rhythm)
        visit(value);
    for (auto &value : profile.energy)
        visit(value);
}

} // namespace

QByteArray toBytes(const LikenessProfile &profile)
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream.setFloatingPointPrecision(QDataStream::SinglePrecision);
    stream << kMagic << kVersion << profile.isMinor;
    visitNumbers(profile, [&](float value) { stream << value; });
    stream << qChecksum(QByteArrayView(bytes));
    return bytes;
}

Result<LikenessProfile> likenessProfileFromBytes(const QByteArray &bytes)
{
    if (bytes.size() != kSize)
        return std::unexpected(damaged(QStringLiteral("wrong length")));
    QDataStream stream(bytes);
    stream.setVersion(QDataStream::Qt_6_4);
    stream.setFloatingPointPrecision(QDataStream::SinglePrecision);
    quint32 magic = 0;
    quint16 version = 0;
    LikenessProfile profile;
    stream >> magic >> version >> profile.isMinor;
    if (magic != kMagic || version != kVersion)
        return std::unexpected(damaged(QStringLiteral("unknown form")));
    bool isFinite = true;
    visitNumbers(profile, [&](float &value) {
        stream >> value;
        isFinite = isFinite && std::isfinite(value);
    });
    quint16 checksum = 0;
    stream >> checksum;
    if (checksum != qChecksum(QByteArrayView(bytes).first(bytes.size() - 2)))
        return std::unexpected(damaged(QStringLiteral("checksum")));
    if (!isFinite || profile.bpm < 0 || profile.seconds < 0 || profile.key < -1 || profile.key > 11)
        return std::unexpected(damaged(QStringLiteral("a number out of bounds")));
    return profile;
}

} // namespace sc::audio
