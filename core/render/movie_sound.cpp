// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/movie_sound.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <cmath>

namespace sc::render {

namespace {

constexpr double kCloseLu = 0.1;   // near enough to the target while mastering
constexpr double kReachedLu = 0.2; // beyond it the target counts as missed
constexpr double kPeakRoom = 0.2;  // dB below the limit: meters differ in how they look between samples
constexpr double kPeakSure = 0.1;
constexpr int kMostRounds = 6;
constexpr std::int64_t kBlock = 8192;
constexpr double kLowestCeiling = -20;

QString decibels(double value)
{
    return QLocale().toString(value, 'f', 1);
}

Problem missedTarget(const SoundOptions &options, const Loudness &after)
{
    const QString reached = after.lufs ? decibels(*after.lufs) : QStringLiteral("-");
    return Problem(ProblemCode::ValidationError,
                   options.loudness == LoudnessWay::GainOnly
                       ? QCoreApplication::translate("sc::render", "The movie has %1 LUFS instead of %2: more gain would break the peak "
                                                                   "limit of %3 dBTP, and no limiter was asked for.")
                             .arg(reached, decibels(options.targetLufs), decibels(options.peakDbtp))
                       : QCoreApplication::translate("sc::render", "The movie has %1 LUFS instead of %2: the song does not become louder "
                                                                   "below %3 dBTP.")
                             .arg(reached, decibels(options.targetLufs), decibels(options.peakDbtp)));
}

bool isLossy(media::AudioCodec codec)
{
    return codec == media::AudioCodec::Aac || codec == media::AudioCodec::Opus;
}

Result<> checkKept(const playback::SongPlacement &song, const SoundOptions &options)
{
    if (options.loudness == LoudnessWay::AsIs && song.gainDb == 0)
        return {};
    return std::unexpected(
        Problem(ProblemCode::InvalidParameter,
                QCoreApplication::translate("sc::render", "The song's sound cannot be kept as it is and made louder or quieter at once."))
            .withDetail(QCoreApplication::translate("sc::render", "Encode it anew, or set the song's gain to 0 dB and no loudness target."))
            .withAction(QStringLiteral("choose.codec"), QCoreApplication::translate("sc::render", "Encode the sound")));
}

// What players make of the mastered sound.
Result<std::shared_ptr<const media::EncodedSound>> encoded(const playback::SongPlacement &song, SampleSpan span,
                                                           const SoundOptions &options, const Mastering &mastering,
                                                           const CancelToken &cancel)
{
    SC_TRY_ASSIGN(sound, ProgramSound::open(song, span, mastering));
    const media::SoundFormat format{options.codec, kSoundRate, kSoundChannels, options.bitRate};
    return media::EncodedSound::encode(
        format, [&] { return sound->read(kBlock); }, cancel);
}

Result<Loudness> measured(const media::EncodedSound &sound)
{
    LoudnessGauge gauge(sound.channels(), sound.sampleRate());
    SC_TRY(sound.decode([&](std::span<const float> samples) { gauge.push(samples); }));
    return gauge.loudness();
}

// Encodes, listens and corrects until the decoded sound keeps what was promised.
Result<MovieSound> makeLossy(const playback::SongPlacement &song, SampleSpan span, const SoundOptions &options, MasteringPlan plan,
                             const CancelToken &cancel)
{
    MovieSound made;
    Mastering mastering = plan.mastering;
    for (int round = 0; round < kMostRounds; ++round) {
        SC_TRY_ASSIGN(sound, encoded(song, span, options, mastering, cancel));
        SC_TRY_ASSIGN(heard, measured(*sound));
        made.encoded = std::move(sound);
        plan.after = heard;
        const double over = heard.peakDbtp - (options.peakDbtp - kPeakSure);
        const double away = heard.lufs ? options.targetLufs - *heard.lufs : 0;
        const bool isLoudEnough = std::abs(away) <= kReachedLu || !plan.isReached;
        if (over <= 0 && isLoudEnough)
            break;
        if (over > 0) {
            // Coding added to the peaks: the ceiling goes down by as much. Without a limiter the gain does.
            if (mastering.ceilingDb && *mastering.ceilingDb > kLowestCeiling)
                mastering.ceilingDb = *mastering.ceilingDb - over - 0.05;
            else if (options.loudness == LoudnessWay::Limit)
                mastering.ceilingDb = options.peakDbtp - kPeakRoom - over - 0.05;
            else
                mastering.gainDb -= over + 0.05;
        }
        if (!isLoudEnough && (mastering.ceilingDb || away < 0))
            mastering.gainDb += away;
    }
    const bool isReached = !plan.after.lufs || std::abs(options.targetLufs - *plan.after.lufs) <= kReachedLu * 2;
    if (!isReached)
        made.notices.push_back(missedTarget(options, plan.after));
    return made;
}

} // namespace

Result<MasteringPlan> planMastering(const playback::SongPlacement &song, SampleSpan span, const SoundOptions &options,
                                    const CancelToken &cancel)
{
    MasteringPlan plan;
    if (options.loudness == LoudnessWay::AsIs)
        return plan;
    SC_TRY_ASSIGN(before, measureSound(song, span, {}, cancel));
    plan.before = plan.after = before;
    if (!before.lufs)
        return plan; // silence has no loudness to change
    Mastering &mastering = plan.mastering;
    mastering.gainDb = options.targetLufs - *before.lufs;
    const double ceiling = options.peakDbtp - kPeakRoom;
    if (before.peakDbtp + mastering.gainDb <= ceiling) {
        plan.after = {*before.lufs + mastering.gainDb, before.peakDbtp + mastering.gainDb};
        return plan;
    }
    if (options.loudness == LoudnessWay::GainOnly) {
        mastering.gainDb = ceiling - before.peakDbtp;
        plan.after = {*before.lufs + mastering.gainDb, ceiling};
        plan.isReached = std::abs(*plan.after.lufs - options.targetLufs) <= kReachedLu;
        return plan;
    }
    mastering.ceilingDb = ceiling;
    for (int round = 0; round < kMostRounds; ++round) {
        SC_TRY_ASSIGN(after, measureSound(song, span, mastering, cancel));
        plan.after = after;
        const double away = after.lufs ? options.targetLufs - *after.lufs : 0;
        const double over = after.peakDbtp - (options.peakDbtp - kPeakSure);
        plan.isReached = std::abs(away) <= kReachedLu && over <= 0;
        if (std::abs(away) <= kCloseLu && over <= 0)
            break;
        mastering.gainDb += away;
        if (over > 0)
            mastering.ceilingDb = *mastering.ceilingDb - over - 0.05;
    }
    return plan;
}

Result<MovieSound> makeMovieSound(const playback::SongPlacement &song, SampleSpan span, const SoundOptions &options,
                                  media::Container container, const CancelToken &cancel)
{
    MovieSound made;
    if (song.file.isEmpty() || options.isSilent)
        return made;
    if (options.keepsSong) {
        SC_TRY(checkKept(song, options));
        const Ticks first = Ticks::fromSamples(span.first, kSoundRate);
        SC_TRY_ASSIGN(kept, media::EncodedSound::copy(song.file, container, song.offset - first,
                                                      Ticks::fromSamples(span.end - span.first, kSoundRate), cancel));
        made.encoded = std::move(kept);
        return made;
    }
    SC_TRY_ASSIGN(plan, planMastering(song, span, options, cancel));
    if (options.loudness != LoudnessWay::AsIs && plan.before.lufs && isLossy(options.codec))
        return makeLossy(song, span, options, plan, cancel);
    if (!plan.isReached)
        made.notices.push_back(missedTarget(options, plan.after));
    SC_TRY_ASSIGN(stream, ProgramSound::open(song, span, plan.mastering));
    made.stream = std::move(stream);
    return made;
}

} // namespace sc::render
