// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export_outcome.h"

#include "core/timeline/report.h"
#include "ui/theme/icons.h"

#include <QtCore/QFileInfo>
#include <QtGui/QPainter>

namespace sc::ui {

namespace {

constexpr int kRow = 26;
constexpr int kHead = 36;
constexpr int kWhatAt = 240; // px where the second column begins

qsizetype markerCount(const timeline::Timeline &timeline, const ExportSettings &settings)
{
    qsizetype count = static_cast<qsizetype>(timeline.markers.size());
    for (const Beat &beat : timeline::timelineBeats(timeline))
        count += settings.beatMarkers || (settings.barMarkers && beat.isDownbeat()) ? 1 : 0;
    if (settings.sectionMarkers && timeline.project.song)
        count += static_cast<qsizetype>(timeline.project.song->map.sections.size());
    return count;
}

std::vector<OutcomeRow> finalCutOutcome(const timeline::Timeline &timeline, const ExportSettings &settings, const QFileInfo &file)
{
    const timeline::TimelineReport report = timeline::timelineReport(timeline);
    const QLocale locale;
    std::vector<OutcomeRow> rows{
        {QStringLiteral("list"), file.fileName(),
         ExportOutcome::tr("%1 clips, %2 gaps, %3 markers")
             .arg(locale.toString(report.clips), locale.toString(static_cast<int>(report.gaps.size())),
                  locale.toString(markerCount(timeline, settings)))},
        {QStringLiteral("folder"), ExportOutcome::tr("%1 Media").arg(file.completeBaseName()),
         ExportOutcome::tr("%1 name cards, %2 × %3")
             .arg(locale.toString(report.clips))
             .arg(timeline.project.width)
             .arg(timeline.project.height)},
    };
    if (timeline.project.song)
        rows.push_back({QStringLiteral("music"), timeline.project.song->title, ExportOutcome::tr("WAV, 48 kHz, as connected audio")});
    return rows;
}

std::vector<OutcomeRow> movieOutcome(const timeline::Timeline &timeline, const ExportSettings &settings, const QFileInfo &file)
{
    const timeline::Project &project = timeline.project;
    const Ticks length = settings.range ? settings.range->length() : timeline::programLength(timeline);
    const QSize size = settings.size.isEmpty() ? QSize(project.width, project.height) : settings.size;
    std::vector<OutcomeRow> rows{
        {QStringLiteral("video"), file.fileName(),
         ExportOutcome::tr("H.264, %1 × %2, %3, %4 frames")
             .arg(size.width())
             .arg(size.height())
             .arg(project.frameRate.displayName(), QLocale().toString(static_cast<qlonglong>(project.frameRate.frameAt(length))))}};
    if (project.song)
        rows.push_back({QStringLiteral("music"), project.song->title, ExportOutcome::tr("AAC, begins with the first frame")});
    return rows;
}

} // namespace

std::vector<OutcomeRow> outcomeOf(const timeline::Timeline &timeline, const ExportSettings &settings)
{
    const QFileInfo file(settings.destination);
    return settings.kind == ExportKind::FinalCut ? finalCutOutcome(timeline, settings, file) : movieOutcome(timeline, settings, file);
}

ExportOutcome::ExportOutcome(QWidget *parent) : Plate(Level::Card, parent) {}

void ExportOutcome::setRows(std::vector<OutcomeRow> rows, const QString &promise)
{
    m_rows = std::move(rows);
    m_promise = promise;
    QStringList spoken{tr("What you get")};
    for (const OutcomeRow &row : m_rows)
        spoken.append(row.name + QStringLiteral(": ") + row.what);
    setAccessibleName(spoken.join(QStringLiteral(". ")));
    setFixedHeight(kHead + kRow * static_cast<int>(m_rows.size()) + 10);
    update();
}

void ExportOutcome::paintEvent(QPaintEvent *event)
{
    Plate::paintEvent(event);
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    const QRect head(14, 4, width() - 28, kHead - 4);
    painter.setFont(theme.fonts.controlStrong);
    painter.setPen(theme.text.primary);
    painter.drawText(head, Qt::AlignLeft | Qt::AlignVCenter, tr("What you get"));
    painter.setFont(theme.fonts.captionLight);
    painter.setPen(theme.semantic.success);
    painter.drawText(head, Qt::AlignRight | Qt::AlignVCenter, m_promise);
    const int promiseWidth = QFontMetrics(theme.fonts.captionLight).horizontalAdvance(m_promise);
    if (!m_promise.isEmpty())
        drawIconCentred(painter, QStringLiteral("check"), QRectF(head.right() - promiseWidth - 18, head.top(), 13, head.height()), 13,
                        theme.semantic.success);
    int y = kHead;
    for (const OutcomeRow &row : m_rows) {
        const bool below = &row != &m_rows.front();
        const int x = 14 + (below ? 22 : 0);
        drawIconCentred(painter, row.icon, QRectF(x, y, 15, kRow), 15, theme.text.secondary);
        const QRect name(x + 23, y, kWhatAt - x - 33, kRow);
        painter.setFont(theme.fonts.control);
        painter.setPen(theme.text.primary);
        painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetrics(theme.fonts.control).elidedText(row.name, Qt::ElideMiddle, name.width()));
        const QRect what(kWhatAt, y, width() - kWhatAt - 14, kRow);
        painter.setFont(theme.fonts.body);
        painter.setPen(theme.text.secondary);
        painter.drawText(what, Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetrics(theme.fonts.body).elidedText(row.what, Qt::ElideRight, what.width()));
        y += kRow;
    }
}

} // namespace sc::ui
