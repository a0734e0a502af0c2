// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/shot_request.h"
#include "core/library/shared_items.h"
#include "core/project/item_shelf.h"
#include "core/project/take_shelf.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"

namespace sc::test {

inline QString s(const char *text)
{
    return QString::fromUtf8(text);
}

// A project of three shots with a song, and a profile beside it.
struct CastWorld
{
    CastWorld()
    {
        auto created = ProjectSession::create(dir.filePath(s("P")), {.name = s("P")});
        if (!created)
            qFatal("%s", qPrintable(created.error().toLogLine()));
        session = std::move(*created);
        auto opened = library::SharedItems::open(ProfilePaths{dir.filePath(s("profile"))});
        if (!opened)
            qFatal("%s", qPrintable(opened.error().toLogLine()));
        shared = std::move(*opened);
        timeline::Timeline filled = filledTimeline(session->timeline(), 1, 3);
        for (timeline::Clip &clip : filled.clips)
            clip.imagePrompt = s("a street");
        (void)session->apply(s("Fill"), filled);
    }

    [[nodiscard]] generation::Studio studio() const { return {session.get(), shared.get()}; }
    [[nodiscard]] const timeline::Clip &clip(size_t n) const { return session->timeline().clips[n]; }
    [[nodiscard]] ClipId id(size_t n) const { return clip(n).id; }
    [[nodiscard]] Result<> edit(timeline::EditClip edit) const
    {
        return session->apply(s("Edit"), timeline::editClip(session->timeline(), edit));
    }
    [[nodiscard]] Result<> made(size_t n, const timeline::ClipGeneration &generation) const
    {
        return edit({.clip = id(n), .generation = generation});
    }
    [[nodiscard]] QString picture(int number) const
    {
        const QString path = dir.filePath(s("picture %1.png").arg(number));
        if (!numberedImage(number).save(path))
            qFatal("no picture");
        return path;
    }
    [[nodiscard]] generation::Character ready(const QString &name) const
    {
        generation::Character character;
        character.name = name;
        character.description = s("sharp profile");
        character.triggerWords = {s("rhea_volt")};
        const auto media = studio().takePicture(picture(1), generation::Scope::Project);
        if (!media)
            qFatal("%s", qPrintable(media.error().toLogLine()));
        character.references = {{*media, 1}};
        return character;
    }
    [[nodiscard]] TakeId takeFor(size_t n, int number) const
    {
        const auto take = session->takes().importFile(id(n), picture(number));
        if (!take)
            qFatal("%s", qPrintable(take.error().toLogLine()));
        return *take;
    }

    QTemporaryDir dir;
    Session session;
    std::unique_ptr<library::SharedItems> shared;
};

} // namespace sc::test
