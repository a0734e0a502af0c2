// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/waveform.h"
#include "core/base/song_map.h"
#include "core/playback/project_media.h"
#include "core/playback/proxy_shelf.h"
#include "ui/widgets/app_context.h"

#include <memory>

namespace sc::ui {

// Keeps what the player has equal to what is looked at: the open project's program, or a song of the library on its
// own. Also says what that is, for the transport.
class PlayerFeed : public QObject
{
    Q_OBJECT

public:
    explicit PlayerFeed(AppContext &context, QObject *parent = nullptr);

    // What plays now. Empty title: nothing.
    struct Subject
    {
        QString title;
        SongMap map;
        std::vector<Beat> beats; // in the player's time
        Ticks songStart;
        std::shared_ptr<const audio::WaveformPyramid> waveform;
        double bpm = 0;
        QString key;
        QString timeSignature;
        std::optional<double> lufs;
    };
    [[nodiscard]] const Subject &subject() const { return m_subject; }

Q_SIGNALS:
    void subjectChanged();

private:
    void watchSession();
    void takeChange(const project::ChangeSet &change);
    void feed();
    void feedProgram();
    void feedTrack(const TrackId &track);

    AppContext &m_context;
    playback::ProxyShelf m_proxies;
    playback::ProjectMedia m_media;
    Subject m_subject;
    QMetaObject::Connection m_sessionChanges;
};

} // namespace sc::ui
