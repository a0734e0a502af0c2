// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/shot_heading.h"

#include "core/timeline/figures.h"
#include "ui/scenes/shot_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/section_colours.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QPainter>

namespace sc::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::ui::ShotTable)
};

} // namespace

void paintShotHeading(QPainter &painter, const QRect &box, const ShotModel &model, int row, const Theme &theme)
{
    const timeline::Scene &scene = model.sceneAt(row);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    drawIconCentred(painter, model.isFolded(scene.id) ? QStringLiteral("chevron-right") : QStringLiteral("chevron-down"),
                    QRectF(box.left() + 2, box.top(), 20, box.height()), 14, theme.text.tertiary);
    painter.setPen(Qt::NoPen);
    painter.setBrush(sceneColour(theme, scene.colour));
    painter.drawEllipse(QPointF(box.left() + 32, box.center().y() + 0.5), 4, 4);
    const timeline::SceneFigures figures = timeline::sceneFigures(model.editor().timeline(), scene.id);
    QString right = figures.shots == 1 ? Words::tr("1 shot, %1 s").arg(figures.length.toSeconds(), 0, 'f', 1)
                                       : Words::tr("%n shots, %1 s, average %2 s", nullptr, figures.shots)
                                             .arg(figures.length.toSeconds(), 0, 'f', 1)
                                             .arg(figures.average.toSeconds(), 0, 'f', 2);
    if (scene.locked)
        right = Words::tr("Locked, %1").arg(right);
    painter.setFont(theme.fonts.captionLight);
    painter.setPen(theme.text.secondary);
    const int rightWidth = painter.fontMetrics().horizontalAdvance(right);
    painter.drawText(box.adjusted(0, 0, -10, 0), Qt::AlignRight | Qt::AlignVCenter, right);
    if (scene.locked)
        drawIcon(painter, QStringLiteral("lock"), QRectF(box.right() - 10 - rightWidth - 19, box.center().y() - 6, 13, 13),
                 theme.text.tertiary);
    const QRect words = box.adjusted(42, 0, -rightWidth - 40, 0);
    const QString title = QStringLiteral("%1  %2").arg(scene.order + 1).arg(scene.name);
    painter.setFont(theme.fonts.bodyStrong);
    painter.setPen(theme.text.primary);
    const QString shown = painter.fontMetrics().elidedText(title, Qt::ElideRight, words.width());
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft, shown);
    const int used = painter.fontMetrics().horizontalAdvance(shown) + 10;
    painter.setFont(theme.fonts.captionLight);
    painter.setPen(theme.text.secondary);
    painter.drawText(
        words.adjusted(used, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
        painter.fontMetrics().elidedText(model.headingDetail(model.rowAt(row).scene), Qt::ElideRight, std::max(0, words.width() - used)));
    painter.restore();
}

} // namespace sc::ui
