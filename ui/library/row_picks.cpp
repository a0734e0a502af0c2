// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/row_picks.h"

#include "ui/theme/icons.h"
#include "ui/theme/plates.h"

#include <QtCore/QItemSelectionModel>
#include <QtCore/QMimeData>
#include <QtGui/QDrag>
#include <QtGui/QFontMetrics>
#include <QtGui/QPainter>
#include <QtWidgets/QWidget>

#include <algorithm>
#include <numeric>

namespace sc::ui {

namespace {

QPixmap dragPicture(const QString &words, const QWidget *from)
{
    const Theme &theme = themeOf(from);
    const double dpr = from->devicePixelRatioF();
    const int width = std::min(280, QFontMetrics(theme.fonts.control).horizontalAdvance(words) + 48);
    QPixmap picture((QSizeF(width, 34) * dpr).toSize());
    picture.setDevicePixelRatio(dpr);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    drawFloatingPlate(painter, QRectF(1, 1, width - 2, 32), theme, radius::kButton);
    drawIconCentred(painter, QStringLiteral("music"), QRectF(8, 0, 20, 34), 16, theme.text.blue);
    painter.setFont(theme.fonts.control);
    painter.setPen(theme.text.primary);
    painter.drawText(QRect(34, 0, width - 44, 34), Qt::AlignVCenter,
                     QFontMetrics(theme.fonts.control).elidedText(words, Qt::ElideRight, width - 44));
    return picture;
}

} // namespace

std::vector<int> pickedRows(const QItemSelectionModel &selection)
{
    std::vector<int> rows;
    const QItemSelection ranges = selection.selection();
    for (const QItemSelectionRange &range : ranges) {
        const size_t before = rows.size();
        rows.resize(before + static_cast<size_t>(range.height()));
        std::iota(rows.begin() + static_cast<std::ptrdiff_t>(before), rows.end(), range.top());
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

void dragSongs(QWidget *from, const TrackModel &model, const std::vector<int> &rows)
{
    if (rows.empty())
        return;
    auto *drag = new QDrag(from); // deletes itself
    drag->setMimeData(model.mimeDataOf(rows));
    drag->setPixmap(dragPicture(
        rows.size() == 1 ? model.trackAt(rows.front()).title : TrackModel::tr("%n song(s)", nullptr, static_cast<int>(rows.size())), from));
    drag->setHotSpot(QPoint(-12, 8));
    drag->exec(Qt::CopyAction);
}

} // namespace sc::ui
