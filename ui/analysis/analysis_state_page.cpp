// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/analysis_state_page.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/state_page.h"

#include <QtWidgets/QBoxLayout>

namespace sc::ui {

AnalysisStatePage::AnalysisStatePage(QWidget *parent) : Panel(parent), m_words(new EmptyState(QStringLiteral("analysis"), {}, {}, this))
{
    auto *column = new QVBoxLayout(this);
    m_analyse = m_words->addAction(tr("Analyse"), true, [this] { Q_EMIT analyseRequested(); });
    m_library = m_words->addAction(tr("Open the library"), false, [this] { Q_EMIT libraryRequested(); });
    column->addStretch();
    column->addWidget(m_words);
    column->addStretch();
}

void AnalysisStatePage::showNoSong()
{
    m_words->setWords(tr("No song is chosen"), tr("Choose one in the library to see what was heard in it."));
    m_analyse->hide();
    m_library->show();
}

void AnalysisStatePage::showNotAnalysed()
{
    m_words->setWords(tr("Not analysed yet"), tr("Tempo, beats, key, sections and loudness come from listening to the song once."));
    m_analyse->show();
    m_library->hide();
}

void AnalysisStatePage::showFailed(const QString &reason)
{
    m_words->setWords(tr("The song could not be analysed"), reason);
    m_analyse->show();
    m_library->show();
}

} // namespace sc::ui
