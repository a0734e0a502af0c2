// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/library.h"

#include <QtWidgets/QWidget>

namespace sc::ui {

class BusyRing;
class ProgressBar;
class PushButton;
class TextLabel;

// What an import does, above the songs: how far, which file, what could not be read and why. Stays when something was
// refused until it is closed.
class ImportStrip : public QWidget
{
    Q_OBJECT

public:
    explicit ImportStrip(QWidget *parent = nullptr);

    void begin();
    void setProgress(int done, int total, const QString &currentFile);
    void addOutcome(const library::ImportOutcome &outcome);
    void finish();
    [[nodiscard]] const std::vector<library::ImportOutcome> &refused() const { return m_refused; }

Q_SIGNALS:
    void cancelRequested();
    void showRefusedRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();

    std::vector<library::ImportOutcome> m_refused;
    int m_taken = 0;
    int m_done = 0;
    int m_total = 0;
    bool m_running = false;
    QString m_file;
    BusyRing *m_ring;
    TextLabel *m_strong;
    TextLabel *m_quiet;
    ProgressBar *m_bar;
    TextLabel *m_warning;
    PushButton *m_show;
    PushButton *m_cancel;
};

} // namespace sc::ui
