// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/lyric_edits.h"

#include "core/base/text.h"
#include "core/timeline/edit_support.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>

#include <algorithm>

namespace sc::timeline {

namespace {

constexpr size_t kMaxLines = 20'000;

Problem noSuchLine(const LyricId &id)
{
    return Problem(ProblemCode::ResourceNotFound, QCoreApplication::translate("sc::timeline", "This lyric line does not exist any more."))
        .withEntity(QStringLiteral("lyric"), id.text());
}

Result<LyricLine *> knownLine(Timeline &timeline, const LyricId &id)
{
    const auto line = std::ranges::find(timeline.lyrics, id, &LyricLine::id);
    if (line == timeline.lyrics.end())
        return std::unexpected(noSuchLine(id));
    return &*line;
}

Result<> checkLine(LyricLine &line)
{
    SC_TRY_ASSIGN(text, cleanText(line.text, TextKind::MultiLine, 1, kMaxLyricLineLength,
                                  QCoreApplication::translate("sc::timeline", "The lyric line")));
    line.text = text;
    SC_TRY(checkStart(line.start));
    const bool rising = std::ranges::is_sorted(line.words, {}, &LyricWord::start);
    if ((line.end && *line.end <= line.start) || !rising)
        return std::unexpected(
            outOfRange(QCoreApplication::translate("sc::timeline", "The time of “%1”").arg(line.text.left(60)),
                       QCoreApplication::translate("sc::timeline", "rising: a line ends behind its start, its words follow one another")));
    return {};
}

// The words keep their times while they are as many as before.
void setWords(LyricLine &line, const QString &text)
{
    const QStringList words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    if (words.size() != std::ssize(line.words)) {
        line.words.clear();
        return;
    }
    for (qsizetype i = 0; i < words.size(); ++i)
        line.words[static_cast<size_t>(i)].text = words[i];
}

template<class Item> void addTo(QHash<QString, QStringList> &texts, const Item *item, const QString &text)
{
    if (item)
        texts[item->id.text()] += text;
}

// The item that most of `range` lies in; the earlier one of two that share it evenly.
template<class Item> const Item *mostOf(const std::vector<const Item *> &items, TickRange range)
{
    const Item *best = nullptr;
    Ticks most;
    for (const Item *item : items) {
        const Ticks shared = std::min(item->end(), range.end) - std::max(item->start, range.start);
        if (shared > most) {
            most = shared;
            best = item;
        }
    }
    return best;
}

template<class Item>
void writeLyrics(const Timeline &timeline, std::vector<Item> &items, const QHash<QString, QStringList> &texts, bool onlyEmpty)
{
    for (Item &item : items) {
        const auto lines = texts.constFind(item.id.text());
        bool locked = item.locked;
        if constexpr (std::is_same_v<Item, Clip>)
            locked = locked || !requireUnlocked(timeline, item);
        if (lines == texts.constEnd() || locked || (onlyEmpty && !item.lyrics.isEmpty()))
            continue;
        item.lyrics = lines->join(u'\n').left(kMaxLyricsLength);
    }
}

} // namespace

Result<Timeline> setLyrics(const Timeline &timeline, const SetLyrics &request)
{
    if (request.lines.size() > kMaxLines)
        return std::unexpected(outOfRange(QCoreApplication::translate("sc::timeline", "The number of lyric lines"),
                                          QCoreApplication::translate("sc::timeline", "at most 20 000")));
    Timeline edited = timeline;
    edited.lyrics = request.lines;
    QSet<QString> ids;
    for (LyricLine &line : edited.lyrics) {
        if (line.id.isEmpty() || ids.contains(line.id.text()))
            line.id = LyricId::create();
        ids.insert(line.id.text());
        SC_TRY(checkLine(line));
    }
    return settled(timeline, std::move(edited));
}

Result<Timeline> addLyricLine(const Timeline &timeline, const AddLyricLine &request)
{
    Timeline edited = timeline;
    if (knownLine(edited, request.id))
        return std::unexpected(Problem(ProblemCode::DuplicateResource,
                                       QCoreApplication::translate("sc::timeline", "There is already a lyric line with this id."))
                                   .withEntity(QStringLiteral("lyric"), request.id.text()));
    LyricLine line{request.id, request.start, request.end, request.text, {}, request.source, 1};
    SC_TRY(checkLine(line));
    edited.lyrics.push_back(std::move(line));
    return settled(timeline, std::move(edited));
}

Result<Timeline> editLyricLine(const Timeline &timeline, const EditLyricLine &request)
{
    Timeline edited = timeline;
    SC_TRY_ASSIGN(line, knownLine(edited, request.line));
    if (request.start) {
        const Ticks by = *request.start - line->start;
        line->start = *request.start;
        for (LyricWord &word : line->words)
            word.start += by;
    }
    if (request.end)
        line->end = request.end;
    if (request.dropEnd)
        line->end.reset();
    if (request.text) {
        setWords(*line, *request.text);
        line->text = *request.text;
    }
    SC_TRY(checkLine(*line));
    return settled(timeline, std::move(edited));
}

Result<Timeline> deleteLyricLines(const Timeline &timeline, const DeleteLyricLines &request)
{
    Timeline edited = timeline;
    for (const LyricId &id : request.lines) {
        if (std::erase_if(edited.lyrics, [&](const LyricLine &line) { return line.id == id; }) == 0)
            return std::unexpected(noSuchLine(id));
    }
    return settled(timeline, std::move(edited));
}

Result<Timeline> shiftLyrics(const Timeline &timeline, const ShiftLyrics &request)
{
    Timeline edited = timeline;
    for (LyricLine &line : edited.lyrics) {
        line.start += request.by;
        if (line.end)
            *line.end += request.by;
        for (LyricWord &word : line.words)
            word.start += request.by;
        SC_TRY(checkLine(line));
    }
    return settled(timeline, std::move(edited));
}

Result<Timeline> tapLyrics(const Timeline &timeline, const TapLyrics &request)
{
    const bool rising = std::ranges::adjacent_find(request.taps, std::greater_equal<>()) == request.taps.end();
    if (!rising || std::ssize(request.taps) < request.texts.size() || request.texts.isEmpty())
        return std::unexpected(outOfRange(QCoreApplication::translate("sc::timeline", "The number of taps"),
                                          QCoreApplication::translate("sc::timeline", "one for each line, one after another")));
    SetLyrics set;
    for (qsizetype i = 0; i < request.texts.size(); ++i) {
        LyricLine line;
        line.start = request.taps[static_cast<size_t>(i)];
        line.text = request.texts[i];
        line.source = LyricSource::Tapped;
        if (i + 1 == request.texts.size() && std::ssize(request.taps) > request.texts.size())
            line.end = request.taps[static_cast<size_t>(i) + 1];
        set.lines.push_back(std::move(line));
    }
    return setLyrics(timeline, set);
}

Result<Timeline> applyLyrics(const Timeline &timeline, const ApplyLyrics &request)
{
    if (timeline.lyrics.empty())
        return std::unexpected(
            Problem(ProblemCode::NothingToUpdate,
                    QCoreApplication::translate("sc::timeline", "The song has no lyric lines yet. Import or type some.")));
    Timeline edited = timeline;
    std::vector<const Scene *> scenes;
    for (const Scene &scene : timeline.scenes) {
        if (scene.isLive)
            scenes.push_back(&scene);
    }
    const std::vector<const Clip *> clips = liveClips(timeline);
    QHash<QString, QStringList> ofScene;
    QHash<QString, QStringList> ofClip;
    for (size_t i = 0; i < timeline.lyrics.size(); ++i) {
        const LyricLine &line = timeline.lyrics[i];
        const Ticks offset = timeline.project.songOffset;
        const TickRange range{line.start + offset, endOfLyric(timeline, i) + offset};
        addTo(ofScene, mostOf(scenes, range), line.text);
        addTo(ofClip, mostOf(clips, range), line.text);
    }
    if (request.scenes)
        writeLyrics(timeline, edited.scenes, ofScene, request.onlyEmpty);
    if (request.clips)
        writeLyrics(timeline, edited.clips, ofClip, request.onlyEmpty);
    if (edited == timeline)
        return std::unexpected(
            Problem(ProblemCode::NothingToUpdate,
                    QCoreApplication::translate("sc::timeline", "No scene or clip without words lies under a lyric line.")));
    return settled(timeline, std::move(edited));
}

} // namespace sc::timeline
