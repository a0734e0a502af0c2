// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/map_page.h"

#include "ui/library/likeness_map.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/busy_page.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/state_page.h"
#include "ui/widgets/text_label.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QStackedLayout>

namespace sc::ui {

namespace {
constexpr int kNarrow = 700;
constexpr int kFewest = 3; // songs that make a map
} // namespace

MapPage::MapPage(library::Library &library, TrackPictures &pictures, QWidget *parent)
    : QWidget(parent),
      m_library(library),
      m_map(new LikenessMap([&library](const TrackId &id) { return library.listed(id); }, pictures)),
      m_weights(new LikenessWeights),
      m_side(new Plate(Plate::Level::Card)),
      m_empty(new EmptyState(QStringLiteral("route"), tr("A map needs three analysed songs"),
                             tr("Songs that are alike lie near each other. Import some more and let them be analysed."))),
      m_busy(new BusyPage(tr("Working out who is like whom")))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 12, 12);
    row->setSpacing(8);
    auto *pages = new QWidget;
    m_pages = new QStackedLayout(pages);
    m_pages->addWidget(m_map);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_busy);
    row->addWidget(pages, 1);
    m_side->setFixedWidth(220);
    auto *side = new QVBoxLayout(m_side);
    side->setContentsMargins(14, 12, 14, 12);
    side->addWidget(new TextLabel(tr("What counts"), TextStyle::Control));
    side->addSpacing(4);
    side->addWidget(m_weights);
    side->addStretch(1);
    auto *whole = new PushButton(tr("Show all"));
    whole->setToolTip(tooltipOf(tr("The whole map"), QStringLiteral("0")));
    connect(whole, &QPushButton::clicked, m_map, &LikenessMap::resetView);
    side->addWidget(whole);
    row->addWidget(m_side);
    m_soon.setSingleShot(true);
    m_soon.setInterval(250);
    connect(&m_soon, &QTimer::timeout, this, &MapPage::refresh);
    connect(m_weights, &LikenessWeights::weightsChanged, &m_soon, qOverload<>(&QTimer::start));
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &MapPage::take);
}

MapPage::~MapPage()
{
    m_watcher.waitForFinished();
}

void MapPage::refresh()
{
    if (m_watcher.isRunning()) {
        m_isStale = true;
        return;
    }
    if (m_library.likenessIndex().size() < kFewest) {
        m_pages->setCurrentWidget(m_empty);
        return;
    }
    if (m_map->count() == 0)
        m_pages->setCurrentWidget(m_busy);
    m_watcher.setFuture(QtConcurrent::run(
        [index = audio::LikenessIndex(m_library.likenessIndex()), weights = m_weights->weights()] { return index.map(weights); }));
}

void MapPage::take()
{
    m_map->setPlaces(m_watcher.result());
    m_pages->setCurrentWidget(m_map);
    if (std::exchange(m_isStale, false))
        refresh();
}

void MapPage::resizeEvent(QResizeEvent *)
{
    m_side->setVisible(width() >= kNarrow);
}

} // namespace sc::ui
