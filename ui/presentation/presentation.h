// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/presentation/show_state.h"
#include "ui/widgets/app_context.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QPointer>
#include <QtCore/QTimer>
#include <QtGui/QImage>
#include <QtGui/QPixmap>

class QScreen;

namespace sc::ui {

class NotesWindow;
class ShotThumbnails;
class ShowWindow;

// The show: what it presents and what leads through it. Owns its two windows; the player is the clock and the source of
// pictures and sound, so a missing file shows the card or slate that the program has for it. Thread: main.
class Presentation : public QObject
{
    Q_OBJECT

public:
    explicit Presentation(AppContext &context, QObject *parent = nullptr);
    ~Presentation() override;

    // Full screen on the second display where there is one, notes on the first. False when there are no shots, which is
    // said in a notice.
    bool start(ShowView view = ShowView::Song);
    void leave();
    [[nodiscard]] bool isRunning() const { return m_window != nullptr; }

    [[nodiscard]] const ShowState &state() const { return m_state; }
    [[nodiscard]] ShowView view() const { return m_view; }
    void setView(ShowView view);
    [[nodiscard]] ShowAdvance advance() const { return m_advance; }
    void setAdvance(ShowAdvance advance);
    [[nodiscard]] bool isLooping() const { return m_loop; }
    void setLooping(bool on);
    [[nodiscard]] bool showsLyrics() const { return m_lyrics; }
    void setLyrics(bool on);
    [[nodiscard]] bool isAdvancing() const; // plays, or goes on by itself

    void step(int by);
    void stepScene(int by);
    void goTo(int shot);
    void togglePlay();
    void toggleFullScreen();
    void toggleNotes();
    void exportShow(); // leaves and opens the movie export
    // The display is gone: what was on it comes back as a window.
    void screenGone(QScreen *screen);
    void swapScreens();

    [[nodiscard]] Ticks position() const;
    [[nodiscard]] Ticks untilNext() const; // of the program's time, by what leads
    [[nodiscard]] const QImage &picture() const { return m_picture; }
    [[nodiscard]] ShotThumbnails &thumbnails() const { return *m_thumbnails; }
    [[nodiscard]] QPixmap thumbnail(int shot) const; // null while it is made
    [[nodiscard]] AppContext &context() const { return m_context; }
    [[nodiscard]] ShowWindow *window() const { return m_window; }
    [[nodiscard]] NotesWindow *notesWindow() const { return m_notes; }
    [[nodiscard]] qint64 elapsedMs() const { return m_since.isValid() ? m_since.elapsed() : 0; }
    void setPictureSize(QSize devicePixels);

Q_SIGNALS:
    void changed();        // shot, view or what leads
    void pictureChanged(); // a new frame
    void ended();          // it was left

private:
    void takeSession();
    void takePosition(Ticks position);
    void onAdvanceTimer();
    void enterShot(); // seeks where the view wants it
    void arrangeTimer();
    void openNotes();

    AppContext &m_context;
    ShowState m_state;
    ShowView m_view = ShowView::Song;
    ShowAdvance m_advance = ShowAdvance::FollowSong;
    bool m_loop = false;
    bool m_lyrics = true;
    bool m_isStepping = false; // by length, without the song
    ShowWindow *m_window = nullptr;
    NotesWindow *m_notes = nullptr;
    ShotThumbnails *m_thumbnails;
    QTimer m_timer;
    QElapsedTimer m_since;
    QImage m_picture;
    std::optional<TickRange> m_loopBefore;
    QMetaObject::Connection m_sessionChanges;
};

} // namespace sc::ui
