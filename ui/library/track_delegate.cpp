// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/track_delegate.h"

#include "core/audio/analysis.h"
#include "ui/library/label_words.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/widgets/music_marks.h"
#include "ui/widgets/waveform_painter.h"

#include <QtGui/QPainter>

#include <algorithm>

namespace sc::ui {

namespace {
constexpr int kStar = 11;
constexpr int kPadding = 6;
constexpr int kCover = 28;
} // namespace

struct TrackDelegate::Cell
{
    QPainter &painter;
    QRect box;
    const Theme &theme;
    const library::Track &track;
    bool selected;

    void text(const QRect &place, const QString &words, const QFont &font, const QColor &ink, Qt::Alignment alignment) const
    {
        painter.setFont(font);
        painter.setPen(ink);
        painter.drawText(place, static_cast<int>(alignment | Qt::AlignVCenter),
                         QFontMetrics(font).elidedText(words, Qt::ElideRight, place.width()));
    }
};

TrackDelegate::TrackDelegate(const TrackModel &model, TrackPictures &pictures, QObject *parent)
    : QStyledItemDelegate(parent), m_model(model), m_pictures(pictures)
{
}

int TrackDelegate::starAt(const QRect &cell, int x)
{
    const int offset = x - cell.left() - kPadding;
    return offset < 0 || offset >= 5 * (kStar + 1) ? 0 : offset / (kStar + 1) + 1;
}

void TrackDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (index.row() >= m_model.rowCount())
        return;
    const Cell cell{*painter, option.rect.adjusted(kPadding, 0, -kPadding, 0), themeOf(option.widget), m_model.trackAt(index.row()),
                    (option.state & QStyle::State_Selected) != 0};
    const auto column = static_cast<TrackColumn>(index.column());
    const auto words = [&] { return index.data(Qt::DisplayRole).toString(); };
    const QColor quiet = cell.selected ? cell.theme.text.primary : cell.theme.text.secondary;
    switch (column) {
    case TrackColumn::Number:
        paintNumber(cell, index.row());
        break;
    case TrackColumn::Title:
        paintTitle(cell);
        break;
    case TrackColumn::Waveform:
        paintWaveform(cell);
        break;
    case TrackColumn::Time:
    case TrackColumn::Loudness:
    case TrackColumn::Added:
    case TrackColumn::LastPlayed:
    case TrackColumn::Plays:
        cell.text(cell.box, words(), cell.theme.fonts.body, quiet, Qt::AlignRight);
        break;
    case TrackColumn::Bpm:
        cell.text(cell.box, words(), cell.theme.fonts.control, cell.theme.text.primary, Qt::AlignRight);
        break;
    case TrackColumn::Genre:
    case TrackColumn::Artist:
    case TrackColumn::Album:
        cell.text(cell.box, words(), cell.theme.fonts.body, quiet, Qt::AlignLeft);
        break;
    case TrackColumn::Key: {
        const double width = drawKeyPlate(*painter, cell.box, audio::camelotOf(cell.track.key), cell.theme);
        cell.text(cell.box.adjusted(static_cast<int>(width) + 6, 0, 0, 0), words(), cell.theme.fonts.body, quiet, Qt::AlignLeft);
        break;
    }
    case TrackColumn::Energy:
        if (cell.track.energy)
            drawEnergyBars(*painter, cell.box, *cell.track.energy, cell.theme);
        break;
    case TrackColumn::Mood:
        paintChips(cell, cell.track.moods, true);
        break;
    case TrackColumn::Tags:
        paintChips(cell, cell.track.tags, false);
        break;
    case TrackColumn::Status:
        paintStatus(cell, statusText(cell.track, m_model.progress(cell.track.id)));
        break;
    case TrackColumn::Rating:
        drawStars(*painter, QPointF(cell.box.left(), cell.box.center().y() - kStar / 2.0), cell.track.rating, kStar, cell.theme);
        break;
    }
}

void TrackDelegate::paintChips(const Cell &cell, const QStringList &words, bool areMoods) const
{
    QRectF left = cell.box;
    for (const QString &word : words) {
        const double width = drawWordChip(cell.painter, left, areMoods ? labelWord(word) : word,
                                          areMoods ? moodTint(word, cell.theme) : plainTint(cell.theme), cell.theme);
        if (width <= 0)
            break;
        left.setLeft(left.left() + width + 4);
    }
}

void TrackDelegate::paintNumber(const Cell &cell, int row) const
{
    if (cell.track.id != m_playing)
        return cell.text(cell.box, QString::number(row + 1), cell.theme.fonts.captionLight, cell.theme.text.tertiary, Qt::AlignHCenter);
    drawPlayingMark(cell.painter, QRectF(cell.box).center(), cell.theme.text.cyan);
}

void TrackDelegate::paintTitle(const Cell &cell) const
{
    const QRect place(cell.box.left(), cell.box.center().y() - kCover / 2 + 1, kCover, kCover);
    drawCover(cell.painter, m_pictures, cell.track, place, radius::kBadge, cell.theme);
    const int x = place.right() + 13;
    const QFont &font = cell.selected ? cell.theme.fonts.controlStrong : cell.theme.fonts.control;
    const int right = cell.box.right() - (cell.track.favourite ? 20 : 0);
    const QString title = QFontMetrics(font).elidedText(cell.track.title, Qt::ElideRight, right - x);
    cell.text(QRect(x, cell.box.top() + 4, right - x, 16), title, font, cell.theme.text.primary, Qt::AlignLeft);
    if (cell.track.favourite)
        drawIcon(cell.painter, QStringLiteral("heart"),
                 QRectF(x + QFontMetrics(font).horizontalAdvance(title) + 6, cell.box.top() + 6, 12, 12), cell.theme.text.magenta);
    const QString artist = cell.track.artist.isEmpty() ? TrackModel::tr("unknown artist") : cell.track.artist;
    cell.text(QRect(x, cell.box.top() + 20, cell.box.right() - x, 15), artist, cell.theme.fonts.captionLight, cell.theme.text.secondary,
              Qt::AlignLeft);
}

void TrackDelegate::paintWaveform(const Cell &cell) const
{
    const QString status = statusText(cell.track, m_model.progress(cell.track.id));
    if (!status.isEmpty())
        return paintStatus(cell, status);
    const QColor colour = cell.selected ? cell.theme.text.blue : cell.theme.waveform.idle;
    drawMiniWaveform(cell.painter, QRectF(cell.box.left(), cell.box.center().y() - 11, cell.box.width(), 22),
                     m_pictures.overview(cell.track.id), colour);
}

void TrackDelegate::paintStatus(const Cell &cell, const QString &status) const
{
    const auto progress = m_model.progress(cell.track.id);
    const QRectF mark(cell.box.left(), cell.box.center().y() - 7 + 0.5, 14, 14);
    const bool wrong = cell.track.missing || cell.track.status == library::TrackStatus::Error;
    const bool running = cell.track.status == library::TrackStatus::Analysing || progress.has_value();
    QColor ink = cell.theme.text.tertiary;
    if (status.isEmpty()) {
        drawIcon(cell.painter, QStringLiteral("check"), mark, cell.theme.semantic.success);
        return cell.text(cell.box.adjusted(20, 0, 0, 0), TrackModel::tr("Analysed"), cell.theme.fonts.captionLight,
                         cell.theme.text.secondary, Qt::AlignLeft);
    }
    if (wrong) {
        ink = cell.theme.semantic.danger;
        drawIcon(cell.painter, cell.track.missing ? QStringLiteral("missing") : QStringLiteral("error"), mark, ink);
    } else if (running) {
        ink = cell.theme.text.purple;
        drawRing(cell.painter, mark, cell.theme, cell.theme.brand.purple, progress.value_or(0), 2.25);
    } else {
        drawIcon(cell.painter, QStringLiteral("clock"), mark, ink);
    }
    cell.text(cell.box.adjusted(20, 0, 0, 0), status, cell.theme.fonts.captionLight, ink, Qt::AlignLeft);
}

void drawPlayingMark(QPainter &painter, QPointF centre, const QColor &colour)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    const QPointF corner = centre - QPointF(6.5, 7);
    for (const QRectF &bar : {QRectF(1, 5, 2.4, 8), QRectF(5.6, 1, 2.4, 12), QRectF(10.2, 4, 2.4, 9)})
        painter.drawRoundedRect(bar.translated(corner), 1, 1);
    painter.restore();
}

void drawCover(QPainter &painter, TrackPictures &pictures, const library::Track &track, const QRect &place, double cornerRadius,
               const Theme &theme)
{
    const QPixmap cover = pictures.cover(track, place.width(), cornerRadius, painter.device()->devicePixelRatioF());
    if (!cover.isNull())
        return painter.drawPixmap(place.topLeft(), cover);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.state.chip);
    painter.drawRoundedRect(place, cornerRadius, cornerRadius);
    painter.restore();
    drawIconCentred(painter, QStringLiteral("music"), place, std::clamp(place.width() / 2, 14, 32), theme.text.tertiary);
}

} // namespace sc::ui
