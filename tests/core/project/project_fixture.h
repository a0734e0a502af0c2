// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/project_session.h"
#include "core/timeline/edits.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QFile>
#include <QtCore/QRandomGenerator>
#include <QtCore/QTemporaryDir>

namespace sc::test {

using project::NewProject;
using project::OpenMode;
using project::ProjectSession;
using Session = std::unique_ptr<ProjectSession>;

inline QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline bool writeBytes(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

inline QString hashOfFile(const QString &path)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytesOf(path), QCryptographicHash::Sha256).toHex());
}

// A timeline of `scenes` scenes with `clipsEach` clips of one second, end to end, in the project that is open.
inline timeline::Timeline filledTimeline(const timeline::Timeline &empty, int scenes, int clipsEach)
{
    timeline::Timeline filled = empty;
    Ticks at;
    for (int s = 0; s < scenes; ++s) {
        timeline::Scene scene;
        scene.id = SceneId::create();
        scene.name = QStringLiteral("Scene %1").arg(s + 1);
        scene.order = s;
        scene.start = at;
        scene.length = Ticks::seconds(clipsEach);
        for (int c = 0; c < clipsEach; ++c, at += Ticks::seconds(1)) {
            timeline::Clip clip;
            clip.id = ClipId::create();
            clip.scene = scene.id;
            clip.name = QStringLiteral("Clip %1").arg(c + 1);
            clip.imagePrompt = QStringLiteral("A street at night, rain, neon signs, seen from above, shot %1.").arg(c);
            clip.start = at;
            clip.length = Ticks::seconds(1);
            clip.order = c;
            filled.clips.push_back(clip);
        }
        filled.scenes.push_back(scene);
    }
    return filled;
}

inline timeline::Song songFixture()
{
    timeline::Song song;
    song.title = QStringLiteral("Neon \"Drive\"");
    song.artist = QStringLiteral("O'Hara 🎵");
    song.sampleRate = 44100;
    song.channels = 2;
    song.bpm = 128.1 / 3;
    song.key = QStringLiteral("A minor");
    song.timeSignature = QStringLiteral("4/4");
    song.loudnessLufs = -9.1 / 3;
    song.map.duration = Ticks::seconds(60);
    BeatRegion region;
    region.end = song.map.duration;
    region.bpm = 128;
    song.map.grid.regions.push_back(region);
    song.map.sections.push_back({Ticks(), Ticks::seconds(60), QStringLiteral("verse"), 1.0 / 3, 0.7, -1});
    song.map.energy.values = {0.1F, 1.0F / 3.0F, 0.25F};
    return song;
}

inline QString randomWords(QRandomGenerator &random)
{
    static const QStringList words = {QStringLiteral("it's"), QStringLiteral("\"so\""), QStringLiteral("né"),  QStringLiteral("🎬"),
                                      QStringLiteral("?1"),   QStringLiteral("x\ny"),   QStringLiteral(":id"), QStringLiteral("--"),
                                      QStringLiteral("a;b"),  QStringLiteral("\\n"),    QStringLiteral("%1%%")};
    QString text = QStringLiteral("w");
    for (int i = random.bounded(5); i > 0; --i)
        text += QLatin1Char(' ') + words[random.bounded(words.size())];
    return text;
}

// One edit as a person makes it; a Problem where it does not fit.
inline Result<timeline::Timeline> randomEdit(const timeline::Timeline &now, QRandomGenerator &random)
{
    const auto anyScene = [&] {
        return now.scenes.empty() ? SceneId() : now.scenes[random.bounded(static_cast<int>(now.scenes.size()))].id;
    };
    const timeline::Clip clip = now.clips.empty() ? timeline::Clip() : now.clips[random.bounded(static_cast<int>(now.clips.size()))];
    const Ticks at = Ticks(static_cast<std::int64_t>(random.bounded(60'000)) * (Ticks::kPerSecond / 1000));
    switch (random.bounded(16)) {
    case 12:
        return timeline::setTransition(now,
                                       {.clip = clip.id,
                                        .edge = random.bounded(2) ? timeline::ClipEdge::In : timeline::ClipEdge::Out,
                                        .transition = {static_cast<timeline::TransitionKind>(random.bounded(5)), Ticks::fromSeconds(0.5)}});
    case 13:
        return timeline::setSpeed(now, {.clip = clip.id, .speed = {random.bounded(9), 1 + random.bounded(8)}});
    case 14:
        return timeline::freezeClip(now, {.clip = clip.id, .at = clip.start + Ticks(clip.length.value() / 2)});
    case 0:
        return timeline::addScene(now, {.name = QStringLiteral("Scene"), .lyrics = randomWords(random)});
    case 1:
        return random.bounded(4) == 0 ? timeline::deleteScene(now, {.scene = anyScene(), .ripple = true}) : timeline::addScene(now, {});
    case 2:
        return timeline::editProject(now, {.description = randomWords(random), .songGainDb = random.generateDouble() * 60 - 60});
    case 3:
        return timeline::addMarker(now, {.time = at, .colour = random.bounded(8), .note = randomWords(random)});
    case 4:
        return timeline::moveClip(now,
                                  {.clip = clip.id, .start = at, .overlap = timeline::OverlapMode::Push, .ripple = random.bounded(2) == 0});
    case 5:
        return timeline::splitClip(now, {.clip = clip.id, .at = clip.start + Ticks(clip.length.value() / 2)});
    case 6:
        return timeline::deleteClips(now, {.clips = {clip.id}, .ripple = true});
    case 7:
        return timeline::editClip(
            now, {.clip = clip.id,
                  .imagePrompt = randomWords(random),
                  .notes = randomWords(random),
                  .direction = timeline::ShotDirection{.shotType = randomWords(random), .motionStrength = random.generateDouble()}});
    case 15: {
        timeline::ClipGeneration generation;
        generation.characters = {{CharacterId::create(), randomWords(random), random.generateDouble() * 2, {}}};
        generation.params = {{QStringLiteral("cfg"), random.generateDouble() * 29 + 1}, {QStringLiteral("sampler"), randomWords(random)}};
        generation.continueFrom = random.bounded(2) && !now.clips.empty() ? now.clips.front().id : ClipId();
        generation.frozen.image = randomWords(random);
        return timeline::editClip(now, {.clip = clip.id, .generation = generation});
    }
    case 8:
        return timeline::setLocked(now, {.clips = {clip.id}, .locked = !clip.locked});
    default:
        return timeline::addClip(now, {.scene = anyScene(), .lyrics = randomWords(random), .start = at, .nextFreePlace = true});
    }
}

} // namespace sc::test
