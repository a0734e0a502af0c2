// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/shot_delegate.h"

#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/timeline/shot_thumbnails.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/section_colours.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

namespace sc::ui {

namespace {
constexpr int kPadding = 5;
} // namespace

struct ShotDelegate::Cell
{
    QPainter &painter;
    QRect box;
    const Theme &theme;
    const timeline::Clip &clip;
    const timeline::Scene &scene;
    bool selected;

    int text(const QRect &place, const QString &words, const QFont &font, const QColor &ink, Qt::Alignment alignment = Qt::AlignLeft) const
    {
        const QFontMetrics metrics(font);
        const QString shown = metrics.elidedText(words, Qt::ElideRight, place.width());
        painter.setFont(font);
        painter.setPen(ink);
        painter.drawText(place, int(alignment | Qt::AlignVCenter), shown);
        return metrics.horizontalAdvance(shown);
    }
};

ShotDelegate::ShotDelegate(const ShotModel &model, ShotThumbnails &pictures, QObject *parent)
    : QStyledItemDelegate(parent), m_model(model), m_pictures(pictures)
{
}

void ShotDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const timeline::Clip *clip = m_model.clipAt(index.row());
    if (!clip)
        return;
    const Cell cell{*painter,
                    option.rect.adjusted(kPadding, 0, -kPadding, 0),
                    themeOf(option.widget),
                    *clip,
                    m_model.sceneAt(index.row()),
                    (option.state & QStyle::State_Selected) != 0};
    const auto column = static_cast<ShotColumn>(index.column());
    const auto words = [&] { return index.data(Qt::DisplayRole).toString(); };
    const QColor quiet = cell.selected ? cell.theme.text.primary : cell.theme.text.secondary;
    switch (column) {
    case ShotColumn::Number:
        cell.text(cell.box, words(), cell.theme.fonts.control, cell.selected ? cell.theme.text.primary : cell.theme.text.tertiary,
                  Qt::AlignRight);
        break;
    case ShotColumn::Picture:
        paintPicture(cell, index.row());
        break;
    case ShotColumn::Name:
        paintName(cell);
        break;
    case ShotColumn::In:
    case ShotColumn::Out:
        cell.text(cell.box, words(), cell.theme.fonts.valueMono, cell.theme.text.primary);
        break;
    case ShotColumn::Length:
        paintLength(cell);
        break;
    case ShotColumn::Beats:
        cell.text(cell.box, words(), cell.theme.fonts.body, quiet, Qt::AlignRight);
        break;
    case ShotColumn::Scene: {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(sceneColour(cell.theme, cell.scene.colour));
        painter->drawEllipse(QPointF(cell.box.left() + 4, cell.box.center().y() + 0.5), 3.5, 3.5);
        cell.text(cell.box.adjusted(13, 0, 0, 0), words(), cell.theme.fonts.body, quiet);
        break;
    }
    case ShotColumn::Prompt:
        cell.text(cell.box, words(), cell.theme.fonts.body, clip->imagePrompt.isEmpty() ? cell.theme.text.tertiary : quiet);
        break;
    case ShotColumn::Shot:
    case ShotColumn::Camera: {
        const QString text = words();
        cell.text(cell.box, text.isEmpty() ? QStringLiteral("-") : text, cell.theme.fonts.body,
                  text.isEmpty() ? cell.theme.text.tertiary : quiet);
        break;
    }
    case ShotColumn::Notes:
        cell.text(cell.box, words(), cell.theme.fonts.body, quiet);
        break;
    case ShotColumn::Status:
        drawClipState(*painter, cell.box, timeline::clipState(*clip), true, cell.theme);
        break;
    }
}

void ShotDelegate::paintPicture(const Cell &cell, int row) const
{
    const QRectF place(cell.box.left(), cell.box.center().y() - kPicture.height() / 2.0 + 0.5, kPicture.width(), kPicture.height());
    QPixmap picture;
    if (const ShotRow &shot = m_model.rowAt(row); shot.entry >= 0)
        picture = m_pictures.of(m_model.editor().timeline(), shot.clip, shot.scene, 1)[0];
    cell.painter.save();
    cell.painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath shape;
    shape.addRoundedRect(place, radius::kBadge, radius::kBadge);
    if (picture.isNull()) {
        cell.painter.fillPath(shape, cell.theme.state.chip);
    } else {
        cell.painter.setClipPath(shape);
        const QSizeF size = QSizeF(picture.size()) / picture.devicePixelRatio();
        const QSizeF scaled = size.scaled(place.size(), Qt::KeepAspectRatioByExpanding);
        cell.painter.setRenderHint(QPainter::SmoothPixmapTransform);
        cell.painter.drawPixmap(QRectF(place.center() - QPointF(scaled.width() / 2, scaled.height() / 2), scaled), picture, picture.rect());
    }
    cell.painter.restore();
}

void ShotDelegate::paintName(const Cell &cell) const
{
    const bool locked = cell.clip.locked || cell.scene.locked;
    const QFont &font = cell.selected ? cell.theme.fonts.controlStrong : cell.theme.fonts.control;
    const QRect first(cell.box.left(), cell.box.top() + 4, cell.box.width() - (locked ? 18 : 0), 16);
    const int width = cell.text(first, cell.clip.name, font, cell.theme.text.primary);
    if (locked)
        drawIcon(cell.painter, QStringLiteral("lock"), QRectF(first.left() + width + 5, first.top() + 2, 12, 12), cell.theme.text.tertiary);
    const bool empty = cell.clip.imagePrompt.isEmpty();
    cell.text(QRect(cell.box.left(), cell.box.top() + 20, cell.box.width(), 15),
              empty ? ShotModel::tr("no prompt yet") : cell.clip.imagePrompt.left(200).simplified(), cell.theme.fonts.captionLight,
              empty ? cell.theme.text.tertiary : cell.theme.text.secondary);
}

void ShotDelegate::paintLength(const Cell &cell) const
{
    const QString text = cellText(m_model.context(), cell.clip, 0, ShotColumn::Length);
    const int width = cell.text(cell.box, text, cell.theme.fonts.control, cell.theme.text.primary);
    const FrameRate rate = m_model.editor().frameRate();
    const QString frames = ShotModel::tr("%1 fr").arg(rate.frameAt(cell.clip.length, Rounding::Nearest));
    if (frames != text)
        cell.text(cell.box.adjusted(width + 6, 0, 0, 0), frames, cell.theme.fonts.captionLight, cell.theme.text.tertiary);
}

void drawClipState(QPainter &painter, const QRect &box, timeline::ClipState state, bool withWord, const Theme &theme)
{
    using State = timeline::ClipState;
    const QColor ink = state == State::Ready ? theme.semantic.success : theme.text.tertiary;
    const QRectF mark(box.left(), box.center().y() - 6.5, 14, 14);
    if (state == State::Empty) {
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(ink, 1.25));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(mark.center(), 4, 4);
        painter.restore();
    } else {
        drawIcon(painter, state == State::Ready ? QStringLiteral("check") : QStringLiteral("text"), mark, ink);
    }
    if (!withWord)
        return;
    painter.setFont(theme.fonts.captionLight);
    painter.setPen(ink);
    const QString word = state == State::Ready     ? ShotModel::tr("Ready")
                         : state == State::Planned ? ShotModel::tr("Planned")
                                                   : ShotModel::tr("Empty");
    painter.drawText(box.adjusted(19, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, word);
}

} // namespace sc::ui
