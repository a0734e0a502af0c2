// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/compare_dialog.h"

#include "core/audio/corrections.h"
#include "ui/analysis/history_row.h"
#include "ui/analysis/music_words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/layout_tools.h"
#include "ui/widgets/text_label.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QScrollArea>

#include <algorithm>

namespace sc::ui {

namespace {

constexpr int kListWidth = 190;
constexpr int kTableWidth = 520;
constexpr int kHeight = 420;

QScrollArea *scrolling(QWidget *page, QWidget *parent)
{
    auto *scroll = new QScrollArea(parent);
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    page->setAutoFillBackground(false);
    return scroll;
}

} // namespace

CompareDialog::CompareDialog(library::Library &library, const TrackId &track, QWidget *parent)
    : QDialog(parent),
      m_library(library),
      m_track(track),
      m_now(library.measuredAnalysis(track)),
      m_summary(new TextLabel({}, TextStyle::Body, Ink::Secondary, this)),
      m_table(new QGridLayout)
{
    setWindowTitle(tr("Compare analyses"));
    readHistory();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kDialogPadding, space::kDialogPadding, space::kDialogPadding, space::kDialogPadding);
    layout->setSpacing(12);
    layout->addWidget(new TextLabel(tr("Compare with an earlier analysis"), TextStyle::Title, Ink::Primary, this));
    auto *middle = new QHBoxLayout;
    middle->setSpacing(18);
    middle->addWidget(buildList());
    middle->addWidget(buildTable(), 1);
    layout->addLayout(middle, 1);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    auto *close = new PushButton(tr("Close"), ControlKind::Default, this);
    connect(close, &QAbstractButton::clicked, this, &QDialog::accept);
    buttons->addWidget(close);
    layout->addLayout(buttons);
    showEntry(0);
}

void CompareDialog::readHistory()
{
    if (!m_library.corrections(m_track).isEmpty())
        m_entries.push_back({tr("Corrections by hand"), tr("against what was measured"), std::nullopt});
    for (const library::Library::AnalysisNote &note : m_library.analysisHistory(m_track)) {
        if (!note.isCurrent)
            m_entries.push_back(
                {tr("%1, %2").arg(noteDate(note.madeAt), levelTitle(note.level)), tr("engine %1").arg(note.engineVersion), note});
    }
}

QWidget *CompareDialog::buildList()
{
    auto *page = new QWidget(this);
    auto *rows = new QVBoxLayout(page);
    rows->setContentsMargins(0, 0, 4, 0);
    rows->setSpacing(2);
    for (size_t i = 0; i < m_entries.size(); ++i) {
        auto *row = new HistoryRow(m_entries[i].title, m_entries[i].detail, page);
        connect(row, &QAbstractButton::clicked, this, [this, i] { showEntry(int(i)); });
        rows->addWidget(row);
        m_rows.push_back(row);
    }
    rows->addStretch();
    QScrollArea *scroll = scrolling(page, this);
    scroll->setFixedWidth(kListWidth);
    return scroll;
}

QWidget *CompareDialog::buildTable()
{
    auto *side = new QWidget(this);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    m_summary->setWrap(true);
    column->addWidget(m_summary);
    auto *page = new QWidget(side);
    auto *pageRows = new QVBoxLayout(page);
    pageRows->setContentsMargins(0, 0, 8, 0);
    m_table->setHorizontalSpacing(16);
    m_table->setVerticalSpacing(6);
    m_table->setColumnMinimumWidth(0, 84);
    m_table->setColumnStretch(1, 1);
    m_table->setColumnStretch(2, 1);
    pageRows->addLayout(m_table);
    pageRows->addStretch();
    QScrollArea *scroll = scrolling(page, side);
    scroll->setMinimumSize(kTableWidth, kHeight);
    column->addWidget(scroll, 1);
    return side;
}

QString CompareDialog::summary() const
{
    return m_summary->text();
}

void CompareDialog::showEntry(int index)
{
    if (m_entries.empty() || !m_now) {
        m_summary->setText(tr("There is no earlier analysis."));
        return;
    }
    m_shown = std::clamp(index, 0, entryCount() - 1);
    for (int i = 0; i < entryCount(); ++i)
        static_cast<HistoryRow *>(m_rows[size_t(i)])->setCurrent(i == m_shown);
    clearLayout(m_table);
    const Entry &entry = m_entries[size_t(m_shown)];
    if (!entry.note) {
        fillTable(*m_now, audio::corrected(*m_now, m_library.corrections(m_track)), tr("Measured"), tr("Corrected"));
        return;
    }
    const auto then = m_library.analysisOf(entry.note->id);
    if (then)
        fillTable(*then, *m_now, noteDate(entry.note->madeAt), tr("Now"));
    else
        m_summary->setText(then.error().text());
}

void CompareDialog::fillTable(const audio::Analysis &then, const audio::Analysis &now, const QString &thenName, const QString &nowName)
{
    int line = 0;
    const auto put = [&](int column, const QString &text, TextStyle style, Ink ink) {
        auto *label = new TextLabel(text, style, ink, this);
        m_table->addWidget(label, line, column);
        return label;
    };
    put(1, thenName, TextStyle::Caption, Ink::Tertiary);
    put(2, nowName, TextStyle::Caption, Ink::Tertiary);
    ++line;
    int changed = 0;
    for (const CompareRow &row : compareRows(then, now)) {
        put(0, row.name, TextStyle::Caption, Ink::Secondary);
        put(1, row.then, TextStyle::Body, row.differs ? Ink::Secondary : Ink::Primary);
        put(2, row.differs ? tr("%1, changed").arg(row.now) : row.now, TextStyle::Body, row.differs ? Ink::Warning : Ink::Primary);
        ++line;
        if (!row.note.isEmpty()) {
            m_table->addWidget(new TextLabel(row.note, TextStyle::Caption, Ink::Tertiary, this), line, 1, 1, 2);
            ++line;
        }
        changed += row.differs ? 1 : 0;
    }
    for (const auto &[name, map] : {std::pair(thenName, &then.map), std::pair(nowName, &now.map)}) {
        put(0, tr("Sections, %1").arg(name), TextStyle::Caption, Ink::Secondary);
        m_table->addWidget(new SectionStrip(*map, this), line++, 1, 1, 2);
    }
    m_summary->setText(changed == 0 ? tr("Both say the same.") : tr("%n differences", nullptr, changed));
}

void CompareDialog::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down)
        showEntry(m_shown + (event->key() == Qt::Key_Up ? -1 : 1));
    else
        QDialog::keyPressEvent(event);
}

} // namespace sc::ui
