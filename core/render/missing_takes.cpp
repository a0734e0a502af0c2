// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/missing_takes.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>
#include <QtCore/QStringList>

namespace sc::render {

namespace {

constexpr int kNamed = 5; // files in the sentence

Problem missing(const QStringList &names)
{
    const QString some = names.mid(0, kNamed).join(QStringLiteral(", "));
    const int count = static_cast<int>(names.size());
    return Problem(ProblemCode::MediaMissing,
                   QCoreApplication::translate("sc::render",
                                               "%n take(s) are not there any more: %1. Locate them, or export with something in "
                                               "their place.",
                                               nullptr, count)
                       .arg(some))
        .withDetail(names.join(u'\n'));
}

} // namespace

Result<playback::ShotMediaMap> mediaForMovie(const timeline::Timeline &timeline, const playback::ShotMediaMap &media, MissingTakes policy)
{
    using Kind = playback::ShotMedia::Kind;
    playback::ShotMediaMap result;
    QStringList names;
    for (const timeline::Clip *clip : timeline::liveClips(timeline)) {
        playback::ShotMedia shown = media.value(clip->id);
        const bool isFile = shown.kind == Kind::Still || shown.kind == Kind::Video;
        if (isFile && (shown.file.isEmpty() || !QFileInfo::exists(shown.file))) {
            const QString name = shown.file.isEmpty() ? shown.name : QFileInfo(shown.file).fileName();
            if (!names.contains(name))
                names << name;
            if (policy == MissingTakes::Card)
                shown.kind = Kind::Card;
            else if (policy == MissingTakes::Black)
                shown.kind = Kind::Black;
        }
        if (shown.kind != Kind::Card)
            result.insert(clip->id, shown);
    }
    if (policy == MissingTakes::Stop && !names.isEmpty())
        return std::unexpected(missing(names));
    return result;
}

} // namespace sc::render
