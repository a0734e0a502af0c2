// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

namespace sc::ui {

class BusyRing;
class ProgressBar;
class TextLabel;

// Work that goes on in the background, above the songs: what it is, how far it is, and the way to stop it.
class WorkStrip : public QWidget
{
    Q_OBJECT

public:
    explicit WorkStrip(QWidget *parent = nullptr);
    void begin(const QString &title, const QString &detail); // the progress is not known yet
    void setFraction(double fraction);
    void setDetail(const QString &detail);
    void finish();
    [[nodiscard]] double fraction() const;

Q_SIGNALS:
    void stopWanted();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    BusyRing *m_ring;
    TextLabel *m_title;
    TextLabel *m_detail;
    ProgressBar *m_bar;
};

} // namespace sc::ui
