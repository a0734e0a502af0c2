// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/check_rows.h"

#include "core/generation/result_checks.h"
#include "core/generation/review_notes.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/theme/theme.h"

#include <QtGui/QPainter>

#include <algorithm>
#include <array>

namespace sc::ui {

namespace {

constexpr int kRow = 26;
constexpr int kHead = 26;

struct Limit
{
    const char *name;
    double from; // that is worth a look
    bool isOfMovies;
};
// As the checks have them: see core/generation/result_checks.h.
constexpr std::array kLimits{Limit{"flicker", generation::kFlickerFrom, true},    Limit{"blurred", generation::kBlurredFrom, false},
                             Limit{"repeated", generation::kRepeatedFrom, true},  Limit{"frozen", generation::kFrozenFrom, true},
                             Limit{"black", generation::kBlackFramesFrom, false}, Limit{"wrong_length", 0.01, true}};

// Takes that came from elsewhere were not measured.
bool isMeasured(const timeline::Take &take)
{
    return take.provider != timeline::TakeProvider::Import || !take.checks.empty();
}

} // namespace

CheckRows::CheckRows(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

std::vector<CheckRows::Row> CheckRows::rowsOf(const timeline::Take &take)
{
    std::vector<Row> rows;
    for (const Limit &limit : kLimits) {
        if (limit.isOfMovies && !take.isVideo())
            continue;
        Row row;
        row.name = generation::checkTitle(QLatin1String(limit.name));
        const auto found =
            std::ranges::find_if(take.checks, [&](const timeline::TakeCheck &check) { return check.name == QLatin1String(limit.name); });
        row.isFlagged = found != take.checks.end();
        row.isUnknown = !isMeasured(take);
        if (row.isFlagged) {
            // From the limit on; twice the limit fills the rest of the bar.
            row.share = std::clamp(kLimitPlace * found->score / std::max(1e-6, limit.from), kLimitPlace + 0.04, 1.0);
            row.value = QString::number(found->score, 'f', found->score < 0.1 ? 3 : 2);
        } else if (row.isUnknown) {
            row.value = tr("not measured");
        } else {
            row.share = 0.02;
            row.value = limit.isOfMovies && QLatin1String(limit.name) == QLatin1String("wrong_length") ? tr("%1 frames").arg(take.frames)
                                                                                                       : tr("none");
        }
        rows.push_back(row);
    }
    std::ranges::stable_partition(rows, &Row::isFlagged);
    return rows;
}

QString CheckRows::summaryOf(const timeline::Take &take)
{
    if (!isMeasured(take))
        return tr("brought along");
    const auto flagged = int(take.checks.size());
    const auto all = int(rowsOf(take).size());
    if (flagged == 0)
        return tr("nothing stands out");
    return flagged == 1 ? tr("1 of %1 wants a look").arg(all) : tr("%1 of %2 want a look").arg(flagged).arg(all);
}

void CheckRows::show(const timeline::Take &take)
{
    m_rows = rowsOf(take);
    m_summary = summaryOf(take);
    m_isFlagged = !take.checks.empty();
    QStringList words{tr("Checks: %1").arg(m_summary)};
    for (const Row &row : m_rows)
        words.append(QStringLiteral("%1 %2").arg(row.name, row.value));
    setAccessibleName(words.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

QSize CheckRows::sizeHint() const
{
    return {240, 10 + kHead + int(m_rows.size()) * kRow + 6};
}

void CheckRows::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    drawCard(painter, rect(), theme);
    const QRect head(12, 6, width() - 24, kHead);
    painter.setFont(theme.fonts.controlStrong);
    painter.setPen(theme.text.primary);
    painter.drawText(head, Qt::AlignVCenter | Qt::AlignLeft, tr("Checks"));
    painter.setFont(theme.fonts.caption);
    painter.setPen(m_isFlagged ? theme.semantic.warning : theme.text.secondary);
    painter.drawText(head, Qt::AlignVCenter | Qt::AlignRight, m_summary);
    int y = 6 + kHead;
    for (const Row &row : m_rows) {
        const QColor ink = row.isFlagged ? theme.semantic.warning : row.isUnknown ? theme.text.disabled : theme.semantic.success;
        drawIconCentred(painter,
                        row.isFlagged   ? QStringLiteral("warning")
                        : row.isUnknown ? QStringLiteral("more")
                                        : QStringLiteral("check"),
                        QRectF(12, y, 15, kRow), 15, ink);
        painter.setFont(row.isFlagged ? theme.fonts.controlStrong : theme.fonts.body);
        painter.setPen(theme.text.primary);
        painter.drawText(QRect(35, y, 76, kRow), Qt::AlignVCenter | Qt::AlignLeft, row.name);
        const QRectF bar(112, y + kRow / 2.0 - 2, std::max(20, width() - 112 - 108), 4);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.state.track);
        painter.drawRoundedRect(bar, 2, 2);
        painter.setBrush(ink);
        if (row.share > 0)
            painter.drawRoundedRect(QRectF(bar.left(), bar.top(), bar.width() * row.share, bar.height()), 2, 2);
        painter.fillRect(QRectF(bar.left() + bar.width() * kLimitPlace, bar.top() - 3, 1, 10), theme.text.tertiary);
        painter.setFont(row.isFlagged ? theme.fonts.caption : theme.fonts.captionLight);
        painter.setPen(row.isFlagged ? theme.semantic.warning : theme.text.secondary);
        painter.drawText(QRect(width() - 12 - 92, y, 92, kRow), Qt::AlignVCenter | Qt::AlignRight, row.value);
        y += kRow;
    }
}

} // namespace sc::ui
