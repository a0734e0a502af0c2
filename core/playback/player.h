// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/playback/play_speed.h"
#include "core/playback/shot_media.h"

#include <QtCore/QObject>
#include <QtGui/QImage>

#include <memory>
#include <optional>

namespace sc::playback {

// Plays a timeline under its song: the audio device is the master clock (a steady clock when there is none), the
// picture follows. Also plays a bare song (library, analysis). Thread: main; decoding and composing have their own.
class Player : public QObject
{
    Q_OBJECT

public:
    // Silent: by the steady clock even where there is a device.
    enum class Output { Device, Silent };

    explicit Player(QObject *parent = nullptr);
    explicit Player(Output output, QObject *parent = nullptr);
    ~Player() override;

    // What to play. A change while playing goes on at the same place. songFile: absolute path, empty = silent. Clips that
    // are not in `media` show their cards.
    void setProgram(const timeline::Timeline &timeline, const QString &songFile, const ShotMediaMap &media = {});
    void setSong(const QString &songFile, Ticks duration, std::vector<Beat> beats = {}); // no picture; beats for the metronome
    void setPreviewSize(QSize size);                                                     // px of the pictures wanted; invalid = none

    void setUseProxies(bool on); // lighter copies of the takes, where there are some
    [[nodiscard]] bool usesProxies() const;

    void play();
    void pause();
    void togglePlay();
    // Speed of play(), 1/4..4, with the pitch kept.
    void setSpeed(PlaySpeed speed);
    [[nodiscard]] PlaySpeed speed() const;
    // Plays at another speed, or back, until the next pause.
    void playAt(PlaySpeed speed);
    void shuttle(bool goesBack); // J and L: once, then twice, four and eight times as fast
    [[nodiscard]] PlaySpeed currentSpeed() const;
    [[nodiscard]] bool isPlaying() const;
    void seek(Ticks t);                   // exact; while paused shows that frame
    void scrub(Ticks t);                  // as seek, with a short piece of sound
    void stepFrames(int frames);          // pauses
    [[nodiscard]] Ticks position() const; // of the newest picture; moves with the clock while playing
    [[nodiscard]] Ticks length() const;
    // The frame at t beside what plays: for an onion skin. The newest request wins.
    void requestStill(Ticks t);
    void setLoop(std::optional<TickRange> range);
    [[nodiscard]] std::optional<TickRange> loop() const;
    void setVolume(double gain); // 0..1, linear
    void setMuted(bool muted);
    [[nodiscard]] bool isMuted() const;
    void setMetronome(bool on); // clicks on the song's beats
    [[nodiscard]] bool hasAudioDevice() const;
    [[nodiscard]] qint64 droppedFrames() const; // since playing began or went elsewhere

Q_SIGNALS:
    void positionChanged(sc::Ticks position); // at most once a display frame
    void frameReady(const QImage &frame, sc::Ticks time);
    void playingChanged(bool playing);
    void loopChanged();
    void stillReady(const QImage &frame, sc::Ticks time); // what requestStill() asked for
    void speedChanged(sc::playback::PlaySpeed speed);
    void levelsChanged(float left, float right);      // peak, linear, about 25 a second while playing
    void problemOccurred(const sc::Problem &problem); // device lost, song or take unreadable

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace sc::playback
