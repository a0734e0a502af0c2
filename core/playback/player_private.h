// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/picture_feeder.h"
#include "core/playback/player.h"
#include "core/playback/sound_feeder.h"
#include "core/playback/sound_output.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QThread>
#include <QtCore/QTimer>

namespace sc::playback {

inline constexpr auto kPlayerTick = std::chrono::milliseconds(8);

// How the player works inside: one session of sound and one run of pictures at a time. Thread: the player's.
class Player::Private
{
public:
    Private(Player *owner, Output output);
    ~Private();

    [[nodiscard]] FrameRate rate() const { return timeline->project.frameRate; }
    [[nodiscard]] Ticks clamped(Ticks t) const { return std::clamp(t, Ticks(), length); }
    void setSource(std::shared_ptr<const timeline::Timeline> value, Ticks newLength, const SongPlacement &newSong, std::vector<Beat> beats);
    void startSession(std::optional<std::int64_t> limit);
    void stopSession();
    void restart();
    void showPicture();
    void runPictures();
    void moveTo(Ticks t);
    void setPlaying(bool on);
    void setSpeedNow(PlaySpeed value);
    void feedPictures();
    void feedPicturesAnew();
    void endAt(Ticks t);
    void tick();
    void tickPlaying(std::int64_t elapsed);
    void reportLevels();
    void outputChanged(bool device, int newRate, bool hasStopped);

    Player *q;
    std::shared_ptr<const timeline::Timeline> timeline = std::make_shared<timeline::Timeline>();
    bool hasPicture = false;
    ProgramMedia media{{}, std::make_shared<MediaStore>(), false, true};
    QSize previewSize;
    SongPlacement song;
    Ticks length;
    Ticks position;
    std::optional<TickRange> loop;
    bool isPlaying = false;
    PlaySpeed speed;    // of play()
    PlaySpeed speedNow; // while J, K, L or a menu say otherwise
    bool hasDevice = false;
    bool isMuted = false;
    double volume = 1;
    int sampleRate = 48000;
    quint64 generation = 0; // of single pictures
    std::shared_ptr<PlaySession> session;
    QTimer ticker;
    QElapsedTimer sinceLevels;
    QElapsedTimer sinceScrub;

    std::shared_ptr<SoundControls> controls = std::make_shared<SoundControls>();
    QThread outputThread;
    std::unique_ptr<SoundOutput> output;
    std::unique_ptr<SoundFeeder> sound;
    std::unique_ptr<PictureFeeder> pictures;
};

} // namespace sc::playback
