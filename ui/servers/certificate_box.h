// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/panel.h"

namespace sc::ui {

class PushButton;
class TextLabel;

// A certificate that nobody vouches for, or another one than before: both fingerprints, and whether to trust what is shown now.
class CertificateBox : public Plate
{
    Q_OBJECT

public:
    explicit CertificateBox(QWidget *parent = nullptr);

    // Fingerprints in hex; `before` empty: none was trusted yet.
    void showPrints(const QString &words, const QString &before, const QString &now);
    [[nodiscard]] TextLabel *title() const { return m_title; }
    [[nodiscard]] TextLabel *before() const { return m_before; }
    [[nodiscard]] TextLabel *now() const { return m_now; }
    [[nodiscard]] PushButton *trustButton() const { return m_trust; }
    [[nodiscard]] PushButton *refuseButton() const { return m_refuse; }

Q_SIGNALS:
    void trusted();
    void refused();

private:
    TextLabel *m_title;
    TextLabel *m_advice;
    TextLabel *m_beforeLabel;
    TextLabel *m_before;
    TextLabel *m_nowLabel;
    TextLabel *m_now;
    PushButton *m_trust;
    PushButton *m_refuse;
};

} // namespace sc::ui
