// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/analysis/analysis_studio.h"

#include "tests/support/media_maker.h"
#include "tests/ui/timeline/timeline_maker.h"

#include <QtGui/QMouseEvent>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QMenu>

#include <cmath>

namespace sc::test {

namespace {

constexpr int kBars = 16;

} // namespace

audio::Analysis evenAnalysis()
{
    audio::Analysis analysis;
    analysis.map = evenSong(120, kBars).map;
    analysis.duration = analysis.map.duration;
    analysis.sampleRate = kStudioRate;
    analysis.channels = 1;
    analysis.tempo = {.value = 120.0, .confidence = 0.95};
    analysis.tempoCandidates = {{120, 1}, {60, 0.7}};
    analysis.timeSignature = {.value = QStringLiteral("4/4"), .confidence = 0.9};
    analysis.key = {.value = QStringLiteral("A minor"), .confidence = 0.8};
    analysis.valence = {.value = 0.46, .confidence = 0.31};
    analysis.beatConfidence = 0.9;
    analysis.integratedLufs = -14;
    for (const Beat &beat : analysis.map.grid.beats())
        analysis.onsets.push_back(beat.time);
    analysis.waveform.sampleRate = kStudioRate;
    analysis.waveform.sampleCount = std::int64_t(analysis.duration.toSeconds() * kStudioRate);
    analysis.waveform.levels.emplace_back(
        size_t((analysis.waveform.sampleCount + audio::WaveformPyramid::kBaseStride - 1) / audio::WaveformPyramid::kBaseStride),
        audio::WaveformPoint{-90, 90, 120, 200, 120, 60});
    analysis.loops = {{Ticks::seconds(4), Ticks::seconds(12), 16, 0.9}};
    return analysis;
}

AnalysisStudio::AnalysisStudio() = default;

bool AnalysisStudio::open()
{
    auto opened = library::Library::open(ProfilePaths{folder.filePath(QStringLiteral("profile"))});
    const QString file = folder.filePath(QStringLiteral("Even.wav"));
    if (!opened || !writeWav(file, sine(32, kStudioRate, 1), kStudioRate, 1))
        return false;
    library = std::move(*opened);
    track = import(file);
    if (track.isEmpty() || !library->storeAnalysis(track, evenAnalysis()))
        return false;
    context = std::make_unique<ui::AppContext>(ui::AppContext::Services{library.get(), &player, &actions});
    actions.add({QStringLiteral("playback.metronome"), QStringLiteral("Metronome"), {}, {}, {}, [] {}, {}, true, nullptr});
    screen = std::make_unique<ui::AnalysisScreen>(*context);
    screen->resize(1376, 788);
    context->setCurrentTrack(track);
    screen->show();
    if (!QTest::qWaitForWindowExposed(screen.get()))
        return false;
    screen->activateWindow();
    if (!QTest::qWaitForWindowActive(screen.get()))
        return false;
    screen->setFocus();
    return song().analysis() != nullptr;
}

TrackId AnalysisStudio::import(const QString &file)
{
    const auto outcomes = library->importNow({file}, {});
    return outcomes.size() == 1 ? outcomes.front().track : TrackId();
}

QPoint AnalysisStudio::sectionPoint(Ticks t) const
{
    return {int(std::lround(ui::SongGraphs::kHead + song().view().xOf(t))), int(graphs().rows().sections.center().y())};
}

void AnalysisWindowTest::init()
{
    m_studio = std::make_unique<AnalysisStudio>();
    QVERIFY(m_studio->open());
}

void drag(QWidget *widget, QPoint from, QPoint to, Qt::KeyboardModifiers modifiers)
{
    QTest::mousePress(widget, Qt::LeftButton, modifiers, from);
    for (int i = 1; i <= 8; ++i) {
        const QPoint at = from + (to - from) * i / 8;
        QMouseEvent move(QEvent::MouseMove, at, widget->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, modifiers);
        QApplication::sendEvent(widget, &move);
    }
    QTest::mouseRelease(widget, Qt::LeftButton, modifiers, to);
}

ui::PushButton *buttonOf(QWidget *in, const QString &text)
{
    for (auto *button : in->findChildren<ui::PushButton *>()) {
        if (button->text() == text)
            return button;
    }
    return nullptr;
}

bool choose(const QString &text)
{
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    if (menu == nullptr)
        return false;
    for (QAction *action : menu->actions()) {
        if (action->text() == text) {
            action->trigger();
            menu->close();
            return true;
        }
    }
    menu->close();
    return false;
}

} // namespace sc::test
