// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analyzer.h"
#include "core/library/track.h"
#include "ui/widgets/app_context.h"

#include <QtCore/QTimer>

#include <memory>
#include <optional>

namespace sc::ui {

class CorrectionDesk;

// Where the analysis screen has its song from: puts the current song's analysis on the desk, follows the work while the
// song is listened to, and hands on what is known by then. An analysis that was there before stays on the desk until the
// new one is whole; a song that is heard for the first time fills up as its parts come.
class AnalysisFeed : public QObject
{
    Q_OBJECT

public:
    enum class State { NoSong, NotAnalysed, Failed, Ready };

    AnalysisFeed(AppContext &context, CorrectionDesk *desk, QObject *parent = nullptr);
    ~AnalysisFeed() override;

    void refresh(); // reads the current song anew
    void analyse(const audio::AnalyzeOptions &options);
    void cancel();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const library::Track *track() const { return m_track.get(); } // null: no song
    [[nodiscard]] bool isPending() const { return m_pending; }                  // what is on the desk is not the whole yet
    // How far the work on the song is; negative: it waits for its turn; nothing: no work.
    [[nodiscard]] std::optional<double> fraction() const { return m_fraction; }
    [[nodiscard]] const QString &problem() const { return m_problem; } // why it failed
    [[nodiscard]] const QString &earlier() const { return m_earlier; } // "12 Nov": there is an older analysis to compare with

Q_SIGNALS:
    void changed();       // state, song, problem
    void progressed();    // fraction
    void otherAnalysed(); // another song of the library has new facts

private:
    void follow();
    void showMeasured(audio::Analysis measured);
    void await();
    void takePartial();
    void end();
    void fail(const Problem &problem);
    [[nodiscard]] audio::Analysis nothingYet() const;

    AppContext &m_context;
    CorrectionDesk *m_desk;
    State m_state = State::NoSong;
    std::unique_ptr<library::Track> m_track;
    audio::AnalyzeOptions m_options; // of the work that goes on
    std::shared_ptr<const audio::Analysis> m_latest;
    QTimer m_soon; // parts that come close together are shown together
    std::optional<double> m_fraction;
    bool m_pending = false;
    QString m_problem;
    QString m_earlier;
};

} // namespace sc::ui
