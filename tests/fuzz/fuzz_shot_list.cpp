// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a table for the shots of a small project. Nothing may crash, hang or run out of memory; what is taken in is
// written and read again unchanged.
#include "core/interchange/shot_list.h"

#include <cstddef>
#include <cstdint>

namespace {

sc::timeline::Timeline project()
{
    using namespace sc;
    timeline::Timeline timeline;
    timeline::Scene scene;
    scene.id = SceneId(QStringLiteral("scene"));
    scene.name = QStringLiteral("Intro");
    timeline.scenes.push_back(scene);
    for (const char *id : {"one", "two", "three"}) {
        timeline::Clip clip;
        clip.id = ClipId(QString::fromLatin1(id));
        clip.scene = scene.id;
        clip.name = QStringLiteral("Shot");
        clip.start = Ticks::seconds(static_cast<std::int64_t>(timeline.clips.size()));
        clip.length = Ticks::seconds(1);
        timeline.clips.push_back(clip);
    }
    return timeline;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const sc::timeline::Timeline before = project();
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto read = sc::interchange::readShotList(before, bytes);
    if (!read)
        return 0;
    const auto again = sc::interchange::readShotList(read->timeline, sc::interchange::writeShotList(read->timeline));
    if (!again || again->changed != 0 || !again->notices.isEmpty())
        __builtin_trap();
    return 0;
}
