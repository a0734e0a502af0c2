// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/gallery_painter.h"

#include "core/base/text.h"
#include "core/generation/review_notes.h"
#include "ui/theme/colour.h"
#include "ui/theme/glow.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/theme/theme.h"
#include "ui/widgets/music_marks.h"

#include <QtCore/QDateTime>
#include <QtCore/QLocale>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

namespace sc::ui {

using generation::GalleryItem;
using timeline::TakeVerdict;

namespace {

constexpr int kBadge = 18;
constexpr double kStar = 9;

QPainterPath rounded(const QRectF &box)
{
    QPainterPath path;
    path.addRoundedRect(box, radius::kThumb, radius::kThumb);
    return path;
}

QString lengthText(const timeline::Take &take)
{
    if (!take.isVideo())
        return QStringLiteral("%1 x %2").arg(take.width).arg(take.height);
    return GalleryPainter::tr("%1 s").arg(QLocale().toString(take.length.toSeconds(), 'f', 2));
}

QString seedText(qint64 seed)
{
    QString text = QString::number(seed);
    for (qsizetype at = text.size() - 3; at > (seed < 0 ? 1 : 0); at -= 3)
        text.insert(at, QChar(0x202f));
    return text;
}

} // namespace

void drawStarsAtRight(QPainter &painter, double right, double top, int rating, double px, const Theme &theme)
{
    drawStars(painter, QPointF(right - 5 * (px + 1), top), rating, px, theme);
}

double drawPictureBadge(QPainter &painter, QPointF at, const QString &icon, const QColor &ink, const QString &text, const Theme &theme,
                        bool atRight)
{
    const QFontMetricsF metrics(theme.fonts.caption);
    const double words = text.isEmpty() ? 0 : metrics.horizontalAdvance(text);
    const double width = icon.isEmpty() ? words + 10 : text.isEmpty() ? 20 : words + 26;
    const QRectF plate(atRight ? at.x() - width : at.x(), at.y(), width, kBadge);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.state.badgePlate);
    painter.drawRoundedRect(plate, radius::kBadge, radius::kBadge);
    if (!icon.isEmpty())
        drawIconCentred(painter, icon, QRectF(plate.left() + 4, plate.top(), 12, kBadge), 12, ink);
    painter.setFont(theme.fonts.caption);
    painter.setPen(theme.state.onAccent); // the plate is dark in every look
    painter.drawText(plate.adjusted(icon.isEmpty() ? 5 : 20, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, text);
    return width;
}

GalleryPainter::GalleryPainter(GalleryModel &model, QObject *parent) : QStyledItemDelegate(parent), m_model(model) {}

QString GalleryPainter::title(int row) const
{
    const GalleryItem &one = m_model.item(row);
    const GalleryCell &cell = m_model.cell(row);
    return cell.openStack >= 0 ? GalleryDesk::takeTitle(one) : GalleryDesk::shotTitle(one);
}

QString GalleryPainter::detail(int row) const
{
    const GalleryItem &one = m_model.item(row);
    const GalleryCell &cell = m_model.cell(row);
    if (one.isMissing)
        return tr("The file is missing");
    QString model = one.take.modelName.isEmpty() ? one.take.family : one.take.modelName;
    if (cell.stack.size() > 1) {
        const QString count =
            one.take.isVideo() ? tr("%n take(s)", nullptr, int(cell.stack.size())) : tr("%n picture(s)", nullptr, int(cell.stack.size()));
        return model.isEmpty() ? count : QStringLiteral("%1, %2").arg(model, count);
    }
    if (cell.openStack >= 0) {
        if (!one.take.notes.isEmpty())
            return one.take.notes.section(u'\n', 0, 0);
        if (one.isFlagged())
            return generation::checkTitle(one.take.checks.front().name).toLower();
        if (one.take.seed)
            return tr("seed %1").arg(seedText(*one.take.seed));
    }
    if (!model.isEmpty())
        return model;
    if (one.take.provider == timeline::TakeProvider::Import)
        return tr("imported");
    return humanSize(one.take.media.size);
}

void GalleryPainter::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (index.row() < 0 || index.row() >= m_model.rowCount())
        return;
    const Theme &theme = themeOf(option.widget);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (m_isList)
        paintRow(*painter, option, index.row(), theme);
    else
        paintCell(*painter, option, index.row(), theme);
    painter->restore();
}

void GalleryPainter::paintPicture(QPainter &painter, const QRect &box, int row, const Theme &theme, double ratio) const
{
    const GalleryItem &one = m_model.item(row);
    const QPixmap picture = m_model.desk().thumbnail(one.take, box.size(), ratio);
    const QPainterPath path = rounded(box);
    painter.fillPath(path, theme.isDark() ? QColor(0, 0, 0, 110) : withAlpha(theme.text.primary, 0.08));
    if (picture.isNull()) {
        const bool isLost = one.isMissing || m_model.desk().thumbnails().isLost(one.take.media.hash);
        drawIconCentred(painter,
                        isLost               ? QStringLiteral("missing")
                        : one.take.isVideo() ? QStringLiteral("video")
                                             : QStringLiteral("image"),
                        box, 20, isLost ? theme.semantic.danger : theme.text.disabled);
        if (isLost)
            drawDashedFrame(painter, QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), withAlpha(theme.semantic.danger, 0.6), radius::kThumb);
        return;
    }
    painter.save();
    painter.setClipPath(path, Qt::IntersectClip);
    if (one.take.verdict == TakeVerdict::Rejected) {
        const QImage grey = picture.toImage().convertToFormat(QImage::Format_Grayscale8);
        painter.drawPixmap(box, picture);
        painter.setOpacity(0.7);
        painter.drawImage(box, grey);
        painter.setOpacity(1);
        painter.fillRect(box, QColor(0, 0, 0, 97)); // leaves 62 % of the light
    } else {
        painter.drawPixmap(box, picture);
    }
    painter.restore();
}

void GalleryPainter::paintCorners(QPainter &painter, const QRect &box, int row, bool isSelected, const Theme &theme) const
{
    const GalleryItem &one = m_model.item(row);
    const GalleryCell &cell = m_model.cell(row);
    const bool isNarrow = box.width() < 128;
    const QPointF topLeft(box.left() + 5, box.top() + 5);
    if (one.isChosen && !isNarrow)
        drawPictureBadge(painter, topLeft, QStringLiteral("check"), theme.state.onAccent, tr("Chosen"), theme);
    else if (one.isChosen)
        drawPictureBadge(painter, topLeft, QStringLiteral("check"), theme.state.onAccent, {}, theme);
    else if (one.take.verdict == TakeVerdict::Approved)
        drawPictureBadge(painter, topLeft, QStringLiteral("check"), theme.semantic.success, {}, theme);
    else if (one.take.verdict == TakeVerdict::Rejected)
        drawPictureBadge(painter, topLeft, QStringLiteral("close"), theme.semantic.danger, {}, theme);
    else if (one.isFlagged())
        drawPictureBadge(painter, topLeft, QStringLiteral("warning"), theme.semantic.warning, {}, theme);
    if (cell.stack.size() > 1)
        drawPictureBadge(painter, QPointF(box.right() - 4, box.top() + 5), QStringLiteral("stack"), theme.state.onAccent,
                         QString::number(cell.stack.size()), theme, true);
    if (!isNarrow || one.take.isVideo())
        drawPictureBadge(painter, QPointF(box.right() - 4, box.bottom() - 4 - kBadge), {}, {}, lengthText(one.take), theme, true);
    if (isSelected) {
        const QRectF mark(box.left() + 5, box.bottom() - 4 - 16, 16, 16);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.accent.selection);
        painter.drawRoundedRect(mark, 5, 5);
        drawIconCentred(painter, QStringLiteral("check"), mark, 12, theme.state.onAccent);
    }
}

void GalleryPainter::paintCell(QPainter &painter, const QStyleOptionViewItem &option, int row, const Theme &theme) const
{
    const GalleryItem &one = m_model.item(row);
    const bool isSelected = option.state & QStyle::State_Selected;
    const bool isHovered = option.state & QStyle::State_MouseOver;
    const QRect box(option.rect.left(), option.rect.top(), option.rect.width(), m_pictureHeight);
    if (m_model.cell(row).stack.size() > 1) {
        painter.setPen(Qt::NoPen);
        for (const auto &[up, narrower, share] : {std::tuple(6, 8, 0.10), std::tuple(3, 4, 0.17)}) {
            painter.setBrush(over(theme.surface.surface, withAlpha(theme.text.primary, share)));
            painter.drawRoundedRect(QRectF(box).adjusted(narrower, -up, -narrower, 0).adjusted(0, 0, 0, -box.height() + 10), 5, 5);
        }
    }
    const bool isLast = isSelected && one.take.id == m_last;
    if (isLast && theme.glow.activeTake.blur > 0)
        drawGlow(painter, box, radius::kThumb, theme.glow.activeTake.blur, theme.glow.activeTake.colour);
    paintPicture(painter, box, row, theme, option.widget ? option.widget->devicePixelRatioF() : 1);
    if (isHovered && !isSelected)
        painter.fillPath(rounded(box), QColor(255, 255, 255, 18));
    if (isSelected) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(isLast ? theme.accent.activeTakeRing : withAlpha(theme.accent.activeTakeRing, 0.75), 2));
        painter.drawRoundedRect(isLast ? QRectF(box).adjusted(-1, -1, 1, 1) : QRectF(box).adjusted(1, 1, -1, -1), radius::kThumb,
                                radius::kThumb);
    }
    paintCorners(painter, box, row, isSelected, theme);
    if ((option.state & QStyle::State_HasFocus) && !isLast)
        drawFocusInside(painter, box, theme, radius::kThumb);
    const bool hasStars = one.take.rating > 0 && box.width() >= 120;
    const int starsWidth = hasStars ? int(5 * (kStar + 1)) + 6 : 0;
    const QRect first(box.left(), box.bottom() + 5, box.width(), 16);
    const QRect second(box.left(), first.bottom() + 1, box.width(), 14);
    painter.setFont(theme.fonts.controlStrong);
    painter.setPen(one.take.verdict == TakeVerdict::Rejected ? theme.text.secondary : theme.text.primary);
    painter.drawText(first.adjusted(0, 0, -starsWidth, 0), Qt::AlignVCenter | Qt::AlignLeft,
                     QFontMetrics(theme.fonts.controlStrong).elidedText(title(row), Qt::ElideRight, first.width() - starsWidth));
    if (hasStars)
        drawStarsAtRight(painter, box.right() + 1, first.top() + 3, one.take.rating, kStar, theme);
    painter.setFont(theme.fonts.captionLight);
    painter.setPen(one.isMissing ? theme.semantic.danger : theme.text.secondary);
    painter.drawText(second, Qt::AlignVCenter | Qt::AlignLeft,
                     QFontMetrics(theme.fonts.captionLight).elidedText(detail(row), Qt::ElideRight, second.width()));
}

void GalleryPainter::paintRow(QPainter &painter, const QStyleOptionViewItem &option, int row, const Theme &theme) const
{
    const GalleryItem &one = m_model.item(row);
    const bool isSelected = option.state & QStyle::State_Selected;
    const QRect box = option.rect.adjusted(0, 1, 0, -1);
    if (isSelected)
        drawRow(painter, box, theme, RowState::Selected);
    else if (option.state & QStyle::State_MouseOver)
        drawRow(painter, box, theme, RowState::Hover);
    if (option.state & QStyle::State_HasFocus)
        drawRow(painter, box, theme, RowState::Focus);
    const QRect picture(box.left() + 8, box.top() + 4, 64, 36);
    paintPicture(painter, picture, row, theme, option.widget ? option.widget->devicePixelRatioF() : 1);
    int left = picture.right() + 12;
    int right = box.right() - 12;
    const auto column = [&](const QString &text, int width, const QFont &font, const QColor &ink, bool figures = false) {
        painter.setFont(font);
        painter.setPen(ink);
        const QRect place(right - width, box.top(), width, box.height());
        painter.drawText(place, Qt::AlignVCenter | (figures ? Qt::AlignRight : Qt::AlignLeft),
                         QFontMetrics(font).elidedText(text, Qt::ElideRight, width));
        right -= width + 14;
    };
    drawStarsAtRight(painter, right, box.center().y() - 5, one.take.rating, 10, theme);
    right -= 70;
    column(humanSize(one.take.media.size), 62, theme.fonts.body, theme.text.secondary, true);
    if (box.width() > 620)
        column(lengthText(one.take), 84, theme.fonts.body, theme.text.secondary, true);
    if (box.width() > 820)
        column(QLocale().toString(QDateTime::fromString(one.take.createdAt, Qt::ISODateWithMs).toLocalTime(), QLocale::ShortFormat), 128,
               theme.fonts.body, theme.text.secondary);
    if (box.width() > 940)
        column(one.take.seed ? seedText(*one.take.seed) : QString(), 104, theme.fonts.captionMono, theme.text.secondary);
    if (box.width() > 720)
        column(one.take.modelName.isEmpty() ? one.take.family : one.take.modelName, 124, theme.fonts.body, theme.text.secondary);
    struct State
    {
        QString icon, word;
        QColor ink;
    };
    const State state = one.isMissing                               ? State{QStringLiteral("missing"), tr("Missing"), theme.semantic.danger}
                        : one.isChosen                              ? State{QStringLiteral("check"), tr("Chosen"), theme.text.blue}
                        : one.take.verdict == TakeVerdict::Approved ? State{QStringLiteral("check"), tr("Approved"), theme.semantic.success}
                        : one.take.verdict == TakeVerdict::Rejected ? State{QStringLiteral("close"), tr("Rejected"), theme.semantic.danger}
                        : one.isFlagged() ? State{QStringLiteral("warning"), tr("Flagged"), theme.semantic.warning}
                                          : State{};
    if (!state.word.isEmpty()) {
        drawIconCentred(painter, state.icon, QRectF(right - 88, box.top(), 14, box.height()), 14, state.ink);
        painter.setFont(theme.fonts.body);
        painter.setPen(theme.text.secondary);
        painter.drawText(QRect(right - 68, box.top(), 68, box.height()), Qt::AlignVCenter | Qt::AlignLeft, state.word);
    }
    right -= 96;
    const int words = std::max(40, right - left);
    const QString name =
        m_model.cell(row).openStack >= 0 || m_model.cell(row).stack.size() == 1
            ? QStringLiteral("%1  %2").arg(GalleryDesk::shotTitle(one), one.clipName.isEmpty() ? QString() : GalleryDesk::takeTitle(one))
            : GalleryDesk::shotTitle(one);
    painter.setFont(theme.fonts.controlStrong);
    painter.setPen(one.take.verdict == TakeVerdict::Rejected ? theme.text.secondary : theme.text.primary);
    painter.drawText(QRect(left, box.top() + 5, words, 17), Qt::AlignVCenter | Qt::AlignLeft,
                     QFontMetrics(theme.fonts.controlStrong).elidedText(name.trimmed(), Qt::ElideRight, words));
    painter.setFont(theme.fonts.captionLight);
    painter.setPen(theme.text.secondary);
    const QString second = m_model.cell(row).stack.size() > 1 ? detail(row)
                           : !one.take.notes.isEmpty()        ? one.take.notes.section(u'\n', 0, 0)
                                                              : one.prompt.left(200).simplified();
    painter.drawText(QRect(left, box.top() + 22, words, 15), Qt::AlignVCenter | Qt::AlignLeft,
                     QFontMetrics(theme.fonts.captionLight).elidedText(second, Qt::ElideRight, words));
}

} // namespace sc::ui
