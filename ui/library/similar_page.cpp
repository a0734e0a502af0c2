// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/similar_page.h"

#include "core/audio/analysis.h"
#include "core/base/timecode.h"
#include "ui/library/track_delegate.h"
#include "ui/theme/plates.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/music_marks.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/state_page.h"
#include "ui/widgets/text_label.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QListView>
#include <QtWidgets/QStackedLayout>
#include <QtWidgets/QStyledItemDelegate>

#include <cmath>

namespace sc::ui {

namespace {

constexpr int kCount = 50;
constexpr int kRowHeight = 58;
constexpr int kNarrow = 700; // the parts are left out
constexpr int kAfterSliderMs = 80;
constexpr int kPart = 56;   // of a row, for each part's bar
constexpr int kFacts = 166; // for key, tempo and length

} // namespace

// A row: ring with the score, cover, names, why, and a bar for each part.
class SimilarPage::Delegate : public QStyledItemDelegate
{
public:
    Delegate(const SimilarPage &page, TrackPictures &pictures, QObject *parent)
        : QStyledItemDelegate(parent), m_page(page), m_pictures(pictures)
    {
    }
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {300, kRowHeight}; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        if (static_cast<size_t>(index.row()) >= m_page.m_found.size())
            return;
        const Theme &theme = themeOf(option.widget);
        const QRect box = option.rect;
        const bool selected = (option.state & QStyle::State_Selected) != 0;
        if (selected)
            drawRow(*painter, box, theme, RowState::Selected);
        else if ((option.state & QStyle::State_MouseOver) != 0)
            drawRow(*painter, box, theme, RowState::Hover);
        const audio::Likeness &likeness = m_page.m_found[static_cast<size_t>(index.row())].likeness;
        const library::Track track = m_page.m_model.trackAt(index.row());
        drawScore(*painter, QRectF(box.left() + 10, box.center().y() - 19, 40, 40), likeness.total, theme);
        drawCover(*painter, m_pictures, track, QRect(box.left() + 62, box.center().y() - 18, 38, 38), radius::kThumb, theme);
        const bool narrow = box.width() < kNarrow;
        const int partsLeft = narrow ? box.right() - 12 : box.right() - audio::kLikenessParts * kPart - 12;
        const int factsLeft = partsLeft - kFacts;
        const int x = box.left() + 112;
        const int room = factsLeft - x - 12;
        const QFont &font = selected ? theme.fonts.controlStrong : theme.fonts.control;
        const int names = std::min(room, QFontMetrics(font).horizontalAdvance(track.title));
        line(*painter, QRect(x, box.top() + 11, room, 18), track.title, font, theme.text.primary);
        if (room - names > 40)
            line(*painter, QRect(x + names + 8, box.top() + 11, room - names - 8, 18), track.artist, theme.fonts.body,
                 theme.text.secondary);
        const QString why = whyAlike(likeness, m_page.m_weights->weights());
        line(*painter, QRect(x, box.top() + 30, room, 16), why.isEmpty() ? SimilarPage::tr("different in most parts") : why,
             theme.fonts.captionLight, why.isEmpty() ? theme.text.tertiary : theme.text.secondary);
        const QRect facts(factsLeft, box.top(), kFacts - 4, box.height());
        const double plate =
            drawKeyPlate(*painter, QRectF(facts.left(), facts.top(), 40, facts.height()), audio::camelotOf(track.key), theme);
        painter->setFont(theme.fonts.control);
        painter->setPen(theme.text.primary);
        if (track.bpm)
            painter->drawText(facts.adjusted(static_cast<int>(plate) + 10, 0, 0, 0), Qt::AlignVCenter, QString::number(*track.bpm, 'f', 2));
        painter->setFont(theme.fonts.body);
        painter->setPen(theme.text.secondary);
        painter->drawText(facts.adjusted(0, 0, -20, 0), Qt::AlignVCenter | Qt::AlignRight, formatClock(track.duration, 0));
        if (!narrow)
            drawParts(*painter, QRect(partsLeft, box.top(), audio::kLikenessParts * kPart, box.height()), likeness, theme);
    }

private:
    static void line(QPainter &painter, const QRect &place, const QString &words, const QFont &font, const QColor &ink)
    {
        painter.setFont(font);
        painter.setPen(ink);
        painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft, QFontMetrics(font).elidedText(words, Qt::ElideRight, place.width()));
    }
    static void drawScore(QPainter &painter, const QRectF &box, double score, const Theme &theme)
    {
        const QColor colour = score >= 0.85 ? theme.semantic.success : score >= 0.65 ? theme.text.cyan : theme.semantic.warning;
        drawRing(painter, box, theme, colour, score, 3);
        painter.setFont(theme.fonts.captionStrong);
        painter.setPen(theme.text.primary);
        painter.drawText(box, Qt::AlignCenter, QString::number(std::lround(score * 100)));
    }
    void drawParts(QPainter &painter, const QRect &place, const audio::Likeness &likeness, const Theme &theme) const
    {
        const audio::LikenessValues weights = m_page.m_weights->weights();
        painter.setRenderHint(QPainter::Antialiasing);
        for (int i = 0; i < audio::kLikenessParts; ++i) {
            const auto part = static_cast<size_t>(i);
            const QRectF cell(place.left() + i * kPart, place.top(), kPart - 6, place.height());
            const bool counts = weights[part] > 0;
            const bool known = likeness.isKnown[part];
            painter.setFont(theme.fonts.captionLight);
            painter.setPen(counts ? theme.text.secondary : theme.text.disabled);
            painter.drawText(QRectF(cell.left(), cell.center().y() - 16, cell.width(), 14), Qt::AlignLeft | Qt::AlignVCenter,
                             known ? QStringLiteral("%1 %").arg(std::lround(likeness.parts[part] * 100)) : QStringLiteral("-"));
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.state.track);
            const QRectF track(cell.left(), cell.center().y() + 4, cell.width(), 4);
            painter.drawRoundedRect(track, 2, 2);
            painter.setBrush(counts ? theme.text.blue : theme.text.disabled);
            if (known)
                painter.drawRoundedRect(QRectF(track.left(), track.top(), std::max(4.0, track.width() * likeness.parts[part]), 4), 2, 2);
        }
    }

    const SimilarPage &m_page;
    TrackPictures &m_pictures;
};

namespace {

// The names of the parts above their bars.
class PartHeads : public QWidget
{
public:
    explicit PartHeads(const QListView &list) : m_list(list) { setFixedHeight(22); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        painter.setFont(theme.fonts.caption);
        painter.setPen(theme.text.secondary);
        const int width = m_list.viewport()->width(); // without the scroll bar
        drawHairline(painter, QPointF(0, height() - 1), width, theme.hairline.one);
        painter.drawText(QRect(112, 0, 100, 20), Qt::AlignVCenter, SimilarPage::tr("Song"));
        if (width < kNarrow)
            return;
        for (int i = 0; i < audio::kLikenessParts; ++i)
            painter.drawText(QRect(width - audio::kLikenessParts * kPart - 12 + i * kPart, 0, kPart - 2, 20), Qt::AlignVCenter,
                             QFontMetrics(theme.fonts.caption)
                                 .elidedText(likenessPartWord(static_cast<audio::LikenessPart>(i)), Qt::ElideRight, kPart - 3));
    }

private:
    const QListView &m_list;
};

} // namespace

SimilarPage::SimilarPage(const library::Library &library, TrackPictures &pictures, QWidget *parent)
    : QWidget(parent),
      m_library(library),
      m_model([&library](const TrackId &id) { return library.listed(id); }),
      m_title(new TextLabel({}, TextStyle::BodyStrong)),
      m_weights(new LikenessWeights),
      m_side(new Plate(Plate::Level::Card)),
      m_list(new QListView),
      m_empty(new EmptyState(QStringLiteral("alternates"), {}, {}))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 12, 10);
    row->setSpacing(8);
    auto *column = new QVBoxLayout;
    column->setSpacing(4);
    auto *head = new QHBoxLayout;
    auto *back = new PushButton(tr("All songs"), ControlKind::Quiet);
    back->setButtonSize(ButtonSize::Small);
    back->setToolTip(tooltipOf(tr("Back to the list"), QStringLiteral("Esc")));
    connect(back, &QPushButton::clicked, this, &SimilarPage::left);
    head->addWidget(m_title, 1);
    head->addWidget(back);
    column->addLayout(head);
    auto *found = new QWidget;
    auto *foundColumn = new QVBoxLayout(found);
    foundColumn->setContentsMargins(0, 0, 0, 0);
    foundColumn->setSpacing(2);
    foundColumn->addWidget(new PartHeads(*m_list));
    m_list->setModel(&m_model);
    m_list->setModelColumn(static_cast<int>(TrackColumn::Title));
    m_list->setItemDelegate(new Delegate(*this, pictures, m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->setMouseTracking(true);
    m_list->setUniformItemSizes(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setDragEnabled(true);
    m_list->setProperty("noFocusHalo", true);
    m_list->setAccessibleName(tr("Songs that are alike"));
    m_list->installEventFilter(this);
    foundColumn->addWidget(m_list, 1);
    auto *pages = new QWidget;
    m_pages = new QStackedLayout(pages);
    m_pages->addWidget(found);
    m_pages->addWidget(m_empty);
    column->addWidget(pages, 1);
    row->addLayout(column, 1);
    m_side->setFixedWidth(220);
    auto *side = new QVBoxLayout(m_side);
    side->setContentsMargins(14, 12, 14, 12);
    side->addWidget(new TextLabel(tr("What counts"), TextStyle::Control));
    side->addSpacing(4);
    side->addWidget(m_weights);
    side->addStretch(1);
    row->addWidget(m_side);
    m_soon.setSingleShot(true);
    m_soon.setInterval(kAfterSliderMs);
    connect(&m_soon, &QTimer::timeout, this, &SimilarPage::refresh);
    connect(m_weights, &LikenessWeights::weightsChanged, &m_soon, qOverload<>(&QTimer::start));
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        if (index.isValid())
            Q_EMIT selected(m_model.idAt(index.row()));
    });
    connect(m_list, &QListView::doubleClicked, this, [this](const QModelIndex &index) { Q_EMIT opened(m_model.idAt(index.row())); });
}

void SimilarPage::showFor(const TrackId &track)
{
    m_track = track;
    refresh();
    m_list->scrollToTop();
    m_list->setFocus();
}

void SimilarPage::refresh()
{
    if (m_track.isEmpty())
        return;
    const auto song = m_library.listed(m_track);
    m_title->setText(song ? tr("Like “%1”").arg(song->title) : QString());
    const TrackId kept = m_model.idAt(m_list->currentIndex().row());
    auto found = m_library.similar(m_track, m_weights->weights(), kCount);
    m_found = found ? std::move(*found) : std::vector<library::Library::SimilarTrack>();
    std::vector<TrackId> ids;
    for (const library::Library::SimilarTrack &one : m_found)
        ids.push_back(one.track);
    m_model.setIds(std::move(ids));
    if (!found)
        m_empty->setWords(tr("Nothing to compare with"), found.error().text());
    else
        m_empty->setWords(tr("No other song to compare with"), tr("Songs are compared by what was heard in them. Analyse some more."));
    m_pages->setCurrentIndex(m_found.empty() ? 1 : 0);
    if (const int row = m_model.rowOf(kept); row >= 0) {
        const QSignalBlocker quiet(m_list->selectionModel());
        m_list->setCurrentIndex(m_model.index(row, m_list->modelColumn()));
    }
    m_list->viewport()->update();
}

void SimilarPage::resizeEvent(QResizeEvent *)
{
    m_side->setVisible(width() >= kNarrow);
}

bool SimilarPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const TrackId track = m_model.idAt(m_list->currentIndex().row());
    if (key->key() == Qt::Key_Escape)
        Q_EMIT left();
    else if (key->key() == Qt::Key_Space && !track.isEmpty())
        Q_EMIT previewWanted();
    else if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && !track.isEmpty())
        Q_EMIT opened(track);
    else
        return QWidget::eventFilter(watched, event);
    return true;
}

} // namespace sc::ui
