// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/song_map.h"
#include "core/playback/play_route.h"
#include "core/playback/song_stream.h"

#include <span>
#include <vector>

// Makes what is heard: song, metronome, loop. Knows no device and no clock.
namespace sc::playback {

class Mixer
{
public:
    explicit Mixer(int sampleRate);

    [[nodiscard]] int sampleRate() const { return m_sampleRate; }
    void setSong(std::unique_ptr<SongStream> song); // nullptr = silence
    // In program time, rising. A click of 40 ms begins on the sample nearest to each beat, a higher one on downbeats.
    void setBeats(std::span<const Beat> beats);
    void setMetronome(bool on) { m_hasMetronome = on; }

    // Fills `out` (stereo) with what is heard from `elapsed` samples after the start of the route on. At the loop's end
    // the song fades within 4 ms into what comes before the loop's start, so that the jump makes no click and the
    // first sample of the loop is untouched. On a problem the song is silent from there on.
    // The route's speed is normal.
    [[nodiscard]] Result<> mix(const PlayRoute &route, std::int64_t elapsed, std::span<float> out);
    // The same for a route that goes back at normal speed, without metronome. Reads the song in pieces of half a second.
    [[nodiscard]] Result<> mixBackward(const PlayRoute &route, std::int64_t elapsed, std::span<float> out);

private:
    [[nodiscard]] Result<> mixStraight(const PlayRoute &route, std::int64_t first, std::span<float> out);
    [[nodiscard]] Result<> prepareLoopLead(const PlayRoute &route);
    [[nodiscard]] Result<> readPieceWith(std::int64_t sample, std::int64_t lowest);
    void addClicks(std::int64_t first, std::span<float> out) const;

    struct Click
    {
        std::int64_t sample = 0;
        bool isDownbeat = false;
    };

    int m_sampleRate;
    std::unique_ptr<SongStream> m_song;
    std::vector<Click> m_clicks;
    std::vector<float> m_beatSound; // mono
    std::vector<float> m_downbeatSound;
    bool m_hasMetronome = false;
    std::optional<std::int64_t> m_leadOf; // loop start that m_lead was read for
    std::vector<float> m_lead;            // stereo, the samples just before it
    std::vector<float> m_piece;           // stereo, for going back
    std::int64_t m_pieceStart = 0;        // program sample
};

} // namespace sc::playback
