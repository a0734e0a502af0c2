// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/bring_back.h"

#include "core/base/text.h"
#include "core/library/library.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/layout_tools.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QDateTime>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QLocale>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QScrollArea>

namespace sc::ui {

namespace {

constexpr int kListHeight = 340;
constexpr int kRowHeight = 58;    // with the gap below it
constexpr size_t kMostRows = 200; // widgets; the command line lists all

QString localTime(const QString &utc)
{
    return QLocale().toString(QDateTime::fromString(utc, Qt::ISODateWithMs).toLocalTime(), QLocale::ShortFormat);
}

// Songs that left in one go have the same moment, to the second.
QString together(const QString &utc)
{
    return utc.left(19);
}

} // namespace

BringBack::BringBack(AppContext &context, QWidget *window)
    : Overlay(window, 620, 96, radius::kDialog),
      m_context(context),
      m_kinds(new Segment({{tr("Removed songs"), {}}, {tr("Files before tags were written"), {}}})),
      m_all(new PushButton(tr("Bring all back"))),
      m_close(new PushButton(tr("Close")))
{
    auto *column = new QVBoxLayout(plate());
    column->setContentsMargins(18, 16, 18, 16);
    column->setSpacing(12);
    column->addWidget(new TextLabel(tr("Bring back"), TextStyle::Title));
    m_kinds->setAccessibleName(tr("What to bring back"));
    column->addWidget(m_kinds, 0, Qt::AlignLeft);
    auto *list = new QWidget;
    m_rows = new QVBoxLayout(list);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(8);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    scroll->setWidget(list);
    list->setAutoFillBackground(false);
    m_scroll = scroll;
    column->addWidget(scroll, 1);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_all);
    buttons->addStretch(1);
    buttons->addWidget(m_close);
    column->addLayout(buttons);
    connect(m_kinds, &Segment::currentChanged, this, &BringBack::refill);
    connect(m_all, &QPushButton::clicked, this, &BringBack::bringAll);
    connect(m_close, &QPushButton::clicked, this, &Overlay::close);
}

void BringBack::openAt(Kind kind)
{
    m_kinds->setCurrent(kind == Kind::Songs ? 0 : 1);
    refill();
    open(m_close);
}

std::vector<BringBack::Row> BringBack::songs() const
{
    std::vector<Row> rows;
    for (const library::Library::RemovedSong &song : m_context.library().removedSongs()) {
        const QString name = song.artist.isEmpty() ? song.title : tr("%1 by %2").arg(song.title, song.artist);
        rows.push_back({name, tr("removed %1").arg(localTime(song.removedAt)), QDir::toNativeSeparators(song.file), [this, id = song.id] {
                            if (reported(m_context, m_context.library().bringBack({id})))
                                m_context.setCurrentTrack(id);
                        }});
    }
    return rows;
}

std::vector<BringBack::Row> BringBack::files() const
{
    std::vector<Row> rows;
    for (const library::Library::FileCopy &copy : m_context.library().fileCopies()) {
        rows.push_back({QFileInfo(copy.file).fileName(), tr("%1, as it was until %2").arg(humanSize(copy.size), localTime(copy.madeAt)),
                        QDir::toNativeSeparators(copy.file), [this, name = copy.name, file = copy.file] {
                            if (reported(m_context, m_context.library().putFileBack(name)))
                                Q_EMIT m_context.noticeRaised({Notice::Level::Success,
                                                               tr("“%1” is as it was").arg(QFileInfo(file).fileName()),
                                                               tr("What the library says of the song stays."),
                                                               {},
                                                               {}});
                        }});
    }
    return rows;
}

void BringBack::refill()
{
    clearLayout(m_rows);
    const bool isSongs = m_kinds->current() == 0;
    const std::vector<Row> rows = isSongs ? songs() : files();
    for (size_t i = 0; i < std::min(rows.size(), kMostRows); ++i)
        addRow(rows[i]);
    if (rows.empty()) {
        auto *none = new TextLabel(isSongs ? tr("No song was removed in the last 30 days.")
                                           : tr("No tags were written into files in the last 90 days."),
                                   TextStyle::Body, Ink::Tertiary);
        none->setAlignment(Qt::AlignCenter);
        auto *well = new Plate(Plate::Level::Well);
        auto *inside = new QVBoxLayout(well);
        inside->setContentsMargins(12, 18, 12, 18);
        inside->addWidget(none);
        m_rows->addWidget(well);
    } else if (rows.size() > kMostRows) {
        m_rows->addWidget(
            new TextLabel(tr("and %n more", nullptr, static_cast<int>(rows.size() - kMostRows)), TextStyle::Body, Ink::Tertiary));
    }
    m_rows->addStretch(1);
    m_scroll->setMinimumHeight(std::min(kListHeight, kRowHeight * std::max(1, static_cast<int>(rows.size()))));
    const auto removed = m_context.library().removedSongs();
    const auto last = std::count_if(removed.begin(), removed.end(),
                                    [&](const auto &song) { return together(song.removedAt) == together(removed.front().removedAt); });
    m_all->setVisible(isSongs && last > 1);
    m_all->setText(tr("Bring back the %n removed last", nullptr, static_cast<int>(last)));
}

void BringBack::addRow(const Row &row)
{
    auto *card = new Plate(Plate::Level::Card);
    auto *line = new QHBoxLayout(card);
    line->setContentsMargins(12, 6, 8, 6);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    auto *title = new TextLabel(row.title, TextStyle::Control);
    title->setElide(Qt::ElideRight);
    title->setToolTip(row.toolTip.toHtmlEscaped());
    words->addWidget(title);
    words->addWidget(new TextLabel(row.detail, TextStyle::CaptionLight, Ink::Secondary));
    line->addLayout(words, 1);
    auto *button = new PushButton(tr("Bring back"));
    button->setButtonSize(ButtonSize::Small);
    button->setAccessibleName(tr("Bring back %1").arg(row.title));
    connect(button, &QPushButton::clicked, this, [this, run = row.bringBack] {
        m_close->setFocus(Qt::OtherFocusReason); // the button goes
        run();
        refill();
    });
    line->addWidget(button);
    m_rows->addWidget(card);
}

void BringBack::bringAll()
{
    std::vector<TrackId> ids;
    const auto removed = m_context.library().removedSongs();
    for (const library::Library::RemovedSong &song : removed) {
        if (together(song.removedAt) == together(removed.front().removedAt))
            ids.push_back(song.id);
    }
    reported(m_context, m_context.library().bringBack(ids));
    refill();
}

} // namespace sc::ui
