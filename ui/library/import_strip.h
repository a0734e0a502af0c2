// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/library.h"

#include <QtCore/QElapsedTimer>
#include <QtWidgets/QWidget>

namespace sc::ui {

class BusyRing;
class IconButton;
class ProgressBar;
class PushButton;
class TextLabel;

// What an import does, above the songs: how far, which file, how long yet, what could not be read and why. Stays when
// something was refused until it is closed.
class ImportStrip : public QWidget
{
    Q_OBJECT

public:
    explicit ImportStrip(QWidget *parent = nullptr);

    void begin();
    void setProgress(int done, int total, const QString &currentFile);
    void addOutcome(const library::ImportOutcome &outcome);
    void finish();
    void setPaused(bool paused);
    [[nodiscard]] const std::vector<library::ImportOutcome> &refused() const { return m_refused; }

Q_SIGNALS:
    void pauseRequested(bool pause);
    void cancelRequested();
    void retryRequested();
    void showRefusedRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void refresh();
    [[nodiscard]] QString timeLeft() const;

    std::vector<library::ImportOutcome> m_refused;
    int m_taken = 0;
    int m_done = 0;
    int m_total = 0;
    bool m_running = false;
    bool m_paused = false;
    QString m_file;
    QElapsedTimer m_since; // of the import, without its pauses
    qint64 m_spentMs = 0;
    BusyRing *m_ring;
    TextLabel *m_strong;
    TextLabel *m_quiet;
    ProgressBar *m_bar;
    QWidget *m_warningIcon;
    TextLabel *m_warning;
    PushButton *m_show;
    PushButton *m_again; // pause, resume or retry
    IconButton *m_close; // cancel, or close
};

// "about 40 s left", "about 3 min left"
[[nodiscard]] QString timeLeftWords(double seconds);

} // namespace sc::ui
