// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/edl_writer.h"

#include <QtCore/QFileInfo>

#include <algorithm>

namespace sc::interchange {

namespace {

// Part n of a divided list goes on where part n - 1 ended.
void append(ReadCut &whole, ReadCut part)
{
    for (size_t i = 0; i < std::min(whole.tracks.size(), part.tracks.size()); ++i) {
        CutTrack &track = whole.tracks[i];
        const std::int64_t end = track.items.empty() ? 0 : track.items.back().end();
        for (CutItem &item : part.tracks[i].items) {
            if (item.isGap && item.start < end) {
                item.length = item.end() - end;
                item.start = end;
            }
            if (item.length > 0)
                track.items.push_back(std::move(item));
        }
        std::ranges::move(part.tracks[i].transitions, std::back_inserter(track.transitions));
    }
}

bool isPart(const QString &path)
{
    return path.contains(QLatin1String("_part"));
}

} // namespace

QStringList checkWrittenEdl(const Edit &edit, const std::vector<OutFile> &files)
{
    const EdlReading reading{edit.rate, {}, edit.tcStart};
    ReadCut whole;
    whole.rate = edit.rate;
    QStringList breaches;
    for (const OutFile &file : files) {
        const QString name = QFileInfo(file.path).fileName();
        const bool isMarkers = name.contains(QLatin1String("_markers"));
        breaches += checkEdl(file.bytes, reading);
        auto cut = readEdl(file.bytes, reading);
        if (!cut || isMarkers)
            continue;
        CutTrack &first = cut->tracks.front();
        if (name.contains(QLatin1String("_AUDIO")) && cut->tracks.size() > 1) {
            whole.tracks.push_back(cut->tracks[1]);
            continue;
        }
        const bool goesOn = isPart(name) && !name.contains(QLatin1String("_part1.")) && !whole.tracks.empty();
        if (goesOn) {
            ReadCut part;
            part.tracks.push_back(first);
            ReadCut last;
            last.tracks.push_back(std::move(whole.tracks.back()));
            append(last, std::move(part));
            whole.tracks.back() = std::move(last.tracks.front());
        } else {
            whole.tracks.push_back(first);
        }
    }
    // Places are told in the media's own timecode, which a list does not tell apart from the first frame.
    const bool fromZero = std::ranges::all_of(edit.media, [](const EditMedia &media) { return media.startFrame == 0; });
    const bool isRetimed =
        std::ranges::any_of(edit.tracks, [](const EditTrack &one) { return std::ranges::any_of(one.items, &EditItem::isRetimed); });
    return breaches +
           differences(
               edit, whole,
               {.song = std::ranges::any_of(whole.tracks, &CutTrack::isSound), .transitions = true, .sources = fromZero && !isRetimed});
}

ExportResult exportEdl(const ExportSource &source, const EdlExport &options, const CancelToken &cancel, const ProgressFn &progress)
{
    CutJob job;
    job.kind = ExportKind::Edl;
    job.write = [&](Edit &edit) -> Result<std::vector<OutFile>> { return writeEdl(edit, options, options.cut.destination); };
    job.check = checkWrittenEdl;
    return exportCut(source, options.cut, job, cancel, progress);
}

} // namespace sc::interchange
