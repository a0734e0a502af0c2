// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/playback_actions.h"

#include "core/playback/player.h"
#include "core/project/project_session.h"
#include "ui/shell/shuttle_keys.h"
#include "ui/shell/studio_controller.h"
#include "ui/widgets/action_adder.h"

#include <QtGui/QAction>
#include <QtGui/QActionGroup>

#include <algorithm>
#include <array>

namespace sc::ui {

namespace {

using Keys = QList<QKeySequence>;

constexpr std::array<playback::PlaySpeed, 5> kSpeeds = {{{1, 4}, {1, 2}, {1, 1}, {2, 1}, {4, 1}}};

QString speedText(playback::PlaySpeed speed)
{
    return speed.denominator > 1 ? QStringLiteral("%1/%2x").arg(speed.numerator).arg(speed.denominator)
                                 : QStringLiteral("%1x").arg(speed.numerator);
}

// The bar of the song that the playhead is in, of the timeline.
std::optional<TickRange> barAt(const timeline::Timeline &timeline, Ticks t)
{
    const std::vector<Beat> beats = timeline::timelineBeats(timeline);
    auto next = std::ranges::upper_bound(beats, t, {}, &Beat::time);
    auto first = next;
    while (first != beats.begin() && !(first - 1)->isDownbeat())
        --first;
    if (first == beats.begin())
        return std::nullopt;
    --first;
    next = std::find_if(first + 1, beats.end(), [](const Beat &beat) { return beat.isDownbeat(); });
    return TickRange{first->time, next == beats.end() ? timeline::programLength(timeline) : next->time};
}

std::optional<TickRange> sectionAt(const timeline::Timeline &timeline, Ticks t)
{
    if (!timeline.project.song)
        return std::nullopt;
    for (const Section &section : timeline.project.song->map.sections) {
        const TickRange range{section.start + timeline.project.songOffset, section.end + timeline.project.songOffset};
        if (range.contains(t))
            return range;
    }
    return std::nullopt;
}

void loopRange(playback::Player &player, const std::optional<TickRange> &range)
{
    if (!range || player.loop() == range) {
        player.setLoop(std::nullopt);
        return;
    }
    player.setLoop(range);
    player.play();
}

void addShuttle(ActionAdder &adder, playback::Player &player, const std::function<void()> &start, const std::function<bool()> &playable,
                const std::function<bool()> &loaded)
{
    auto *keys = new ShuttleKeys(player, start, &player);
    QAction *back = adder.add(
        "rewind", StudioController::tr("Play back, faster each time"), "", Keys{QKeySequence(Qt::Key_J)}, [keys] { keys->pressSide(true); },
        loaded);
    QAction *stop = adder.add(
        "stop", StudioController::tr("Pause, or hold for slow J and L"), "pause", Keys{QKeySequence(Qt::Key_K)},
        [keys] { keys->pressStop(); }, playable);
    QAction *ahead = adder.add(
        "ahead", StudioController::tr("Play forward, faster each time"), "", Keys{QKeySequence(Qt::Key_L)},
        [keys] { keys->pressSide(false); }, loaded);
    keys->watch(back, stop, ahead);
}

void addSpeeds(ActionAdder &adder, playback::Player &player)
{
    auto *group = new QActionGroup(&player);
    for (const playback::PlaySpeed speed : kSpeeds) {
        const QByteArray id = QByteArrayLiteral("speed.") + speedText(speed).toLatin1();
        QAction *action = adder.add(
            id.constData(), StudioController::tr("Speed %1").arg(speedText(speed)), "", {}, [&player, speed] { player.setSpeed(speed); },
            {}, true);
        action->setChecked(speed == player.speed());
        group->addAction(action);
    }
}

void addLoops(ActionAdder &adder, AppContext &context, playback::Player &player, const std::function<bool()> &loaded)
{
    QAction *loop = adder.add(
        "loop", StudioController::tr("Loop"), "loop", {}, [] {}, loaded, true);
    QObject::connect(loop, &QAction::toggled, &player, [&player](bool on) {
        if (on != player.loop().has_value())
            player.setLoop(on ? std::optional(TickRange{{}, player.length()}) : std::nullopt);
    });
    QObject::connect(&player, &playback::Player::loopChanged, loop, [loop, &player] { loop->setChecked(player.loop().has_value()); });
    const auto hasSong = [&context] { return context.session() != nullptr && context.session()->timeline().project.song.has_value(); };
    adder.add(
        "loopBar", StudioController::tr("Loop this bar"), "loop", {},
        [&context, &player] { loopRange(player, barAt(context.session()->timeline(), player.position())); }, hasSong);
    adder.add(
        "loopSection", StudioController::tr("Loop this section"), "loop", {},
        [&context, &player] { loopRange(player, sectionAt(context.session()->timeline(), player.position())); }, hasSong);
}

} // namespace

void addPlaybackActions(AppContext &context, const PlaybackHooks &hooks)
{
    playback::Player &player = context.player();
    ActionAdder adder(context.actions(), QStringLiteral("playback"), nullptr);
    adder.group(StudioController::tr("Playback"));
    const auto loaded = [&player] { return player.length() > Ticks(); };
    const auto playable = [&context, loaded] { return loaded() || !context.currentTrack().isEmpty(); };
    adder.add("toggle", StudioController::tr("Play or pause"), "play", Keys{QKeySequence(Qt::Key_Space)}, hooks.togglePlay, playable);
    addShuttle(adder, player, hooks.togglePlay, playable, loaded);
    adder.add(
        "start", StudioController::tr("To start"), "to-start", Keys{QKeySequence(Qt::Key_Home), QKeySequence(Qt::Key_0)},
        [&player] { player.seek({}); }, loaded);
    adder.add(
        "end", StudioController::tr("To end"), "to-end", Keys{QKeySequence(Qt::Key_End)}, [&player] { player.seek(player.length()); },
        loaded);
    adder.add(
        "back", StudioController::tr("Back one frame"), "", Keys{QKeySequence(Qt::Key_Comma)}, [&player] { player.stepFrames(-1); },
        loaded);
    adder.add(
        "forward", StudioController::tr("Forward one frame"), "", Keys{QKeySequence(Qt::Key_Period)}, [&player] { player.stepFrames(1); },
        loaded);
    adder.add("goto", StudioController::tr("Go to time"), "clock", Keys{QKeySequence(Qt::CTRL | Qt::Key_J)}, hooks.goToTime, loaded);
    addLoops(adder, context, player, loaded);
    addSpeeds(adder, player);

    QAction *metronome = adder.add(
        "metronome", StudioController::tr("Metronome"), "metronome", {}, [] {}, {}, true);
    QObject::connect(metronome, &QAction::toggled, &player, &playback::Player::setMetronome);
    QAction *mute = adder.add(
        "mute", StudioController::tr("Mute"), "volume", Keys{QKeySequence(Qt::Key_M)}, [] {}, {}, true);
    QObject::connect(mute, &QAction::toggled, &player, &playback::Player::setMuted);
    QAction *proxies = adder.add(
        "proxies", StudioController::tr("Play lighter copies of the takes"), "", {}, [] {}, {}, true);
    proxies->setChecked(player.usesProxies());
    QObject::connect(proxies, &QAction::toggled, &player, &playback::Player::setUseProxies);
}

} // namespace sc::ui
