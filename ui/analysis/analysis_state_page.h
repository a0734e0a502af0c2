// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/panel.h"

namespace sc::ui {

class EmptyState;

// What the analysis screen shows instead of graphs: no song, not analysed yet, or why it could not be.
class AnalysisStatePage : public Panel
{
    Q_OBJECT

public:
    explicit AnalysisStatePage(QWidget *parent = nullptr);

    void showNoSong();
    void showNotAnalysed();
    void showFailed(const QString &reason);

Q_SIGNALS:
    void analyseRequested();
    void libraryRequested();

private:
    EmptyState *m_words;
    QWidget *m_analyse;
    QWidget *m_library;
};

} // namespace sc::ui
