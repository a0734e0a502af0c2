// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/openai/shot_facts.h"

#include <algorithm>

namespace sc::openai {

namespace {

using timeline::Timeline;

TickRange songRange(const Timeline &timeline, TickRange range)
{
    return {range.start - timeline.project.songOffset, range.end - timeline.project.songOffset};
}

Ticks shared(Ticks start, Ticks end, TickRange range)
{
    return std::max(Ticks(), std::min(end, range.end) - std::max(start, range.start));
}

QString sectionIn(const SongMap &map, TickRange range)
{
    const auto most = std::ranges::max_element(map.sections, {},
                                               [&](const Section &section) { return shared(section.start, section.end, range).value(); });
    return most != map.sections.end() && shared(most->start, most->end, range) > Ticks() ? most->label : QString();
}

QString sungIn(const Timeline &timeline, TickRange range)
{
    QStringList lines;
    for (size_t i = 0; i < timeline.lyrics.size(); ++i)
        if (shared(timeline.lyrics[i].start, endOfLyric(timeline, i), range) > Ticks())
            lines.append(timeline.lyrics[i].text);
    return lines.join(u'\n');
}

QStringList styleOf(const Timeline &timeline)
{
    QStringList style;
    for (const QString &words : {timeline.project.look.preamble, timeline.project.look.recurringWords.join(QStringLiteral(", "))})
        if (!words.trimmed().isEmpty())
            style.append(words.trimmed());
    return style;
}

} // namespace

SongFacts songFactsIn(const Timeline &timeline, TickRange range)
{
    SongFacts facts;
    const TickRange sung = songRange(timeline, range);
    facts.lyric = sungIn(timeline, sung);
    if (!timeline.project.song)
        return facts;
    const timeline::Song &song = *timeline.project.song;
    facts.title = song.title;
    facts.artist = song.artist;
    facts.key = song.key;
    if (song.bpm > 0)
        facts.bpm = song.bpm;
    facts.section = sectionIn(song.map, sung);
    if (!song.map.energy.values.empty())
        facts.energy = song.map.energy.mean(sung);
    return facts;
}

PromptWish wishFor(const Timeline &timeline, const timeline::Clip &clip, bool video)
{
    PromptWish wish;
    wish.prompt = video && !clip.videoPrompt.trimmed().isEmpty() ? clip.videoPrompt : clip.imagePrompt;
    wish.negative = clip.negativePrompt;
    wish.isVideo = video;
    wish.style = styleOf(timeline);
    wish.song = songFactsIn(timeline, clip.range());
    if (wish.song.lyric.isEmpty())
        wish.song.lyric = clip.lyrics;
    if (const timeline::Scene *scene = findScene(timeline, clip.scene); scene && !scene->direction.mood.isEmpty())
        wish.song.moods = {scene->direction.mood};
    return wish;
}

SceneWish wishFor(const Timeline &timeline, const timeline::Scene &scene, std::vector<ClipId> *clips)
{
    SceneWish wish;
    wish.title = scene.name;
    wish.description = scene.description;
    wish.style = styleOf(timeline);
    wish.song = songFactsIn(timeline, scene.range());
    if (!scene.direction.mood.isEmpty())
        wish.song.moods = {scene.direction.mood};
    for (const timeline::Clip *clip : clipsOf(timeline, scene.id)) {
        if (!clip->isLive || static_cast<int>(wish.shots.size()) == kMostShotsAsked)
            continue;
        ShotWish shot;
        shot.number = static_cast<int>(wish.shots.size()) + 1;
        shot.seconds = clip->length.toSeconds();
        shot.prompt = clip->imagePrompt;
        shot.lyric = sungIn(timeline, songRange(timeline, clip->range()));
        wish.shots.push_back(shot);
        if (clips)
            clips->push_back(clip->id);
    }
    return wish;
}

} // namespace sc::openai
