// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/job_row_painter.h"

#include "ui/theme/colour.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QWidget>

namespace sc::ui {

using namespace generation;

namespace {

constexpr int kRow = 46;
constexpr int kCompactRow = 44;
constexpr int kHead = 30;
constexpr int kPictureWidth = 58;
constexpr int kPictureHeight = 33;
constexpr int kNameWidth = 218;
constexpr int kServerWidth = 96;
constexpr int kEndsWidth = 92;
constexpr int kButtonsWidth = 104;
constexpr int kGap = 12;
constexpr int kNarrow = 760; // below this the server's column goes

void words(QPainter &painter, const QRect &box, const QString &text, const QFont &font, const QColor &ink,
           Qt::Alignment alignment = Qt::AlignLeft)
{
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(box, int(alignment | Qt::AlignVCenter), QFontMetrics(font).elidedText(text, Qt::ElideRight, box.width()));
}

// Columns of a wide row.
struct Columns
{
    QRect picture, name, state, server, ends;

    explicit Columns(const QRect &row)
    {
        const bool narrow = row.width() < kNarrow;
        int left = row.left() + 12;
        picture = QRect(left, row.center().y() - kPictureHeight / 2, kPictureWidth, kPictureHeight);
        left += kPictureWidth + kGap;
        const int nameWidth = narrow ? 168 : kNameWidth;
        name = QRect(left, row.top(), nameWidth, row.height());
        left += nameWidth + kGap;
        int right = row.right() - 8 - kButtonsWidth;
        ends = QRect(right - kEndsWidth, row.top(), kEndsWidth, row.height());
        right -= kEndsWidth + kGap;
        const int serverWidth = narrow ? 0 : kServerWidth;
        server = QRect(right - serverWidth, row.top(), serverWidth, row.height());
        right -= serverWidth + (narrow ? 0 : kGap);
        state = QRect(left, row.top(), std::max(40, right - left), row.height());
    }
};

} // namespace

std::vector<RowButton> rowButtons(const QRect &row, const Job &job, const Theme &theme)
{
    std::vector<RowButton> buttons;
    int right = row.right() - 10;
    const auto icon = [&](const char *action, const char *name) {
        buttons.push_back({QLatin1String(action), QLatin1String(name), {}, QRect(right - 24, row.center().y() - 12, 24, 24)});
        right -= 26;
    };
    const auto text = [&](const char *action, const QString &label) {
        const int width = QFontMetrics(theme.fonts.control).horizontalAdvance(label) + 16;
        buttons.push_back({QLatin1String(action), {}, label, QRect(right - width, row.center().y() - 12, width, 24)});
        right -= width + 2;
    };
    if (job.isWithServer()) {
        icon("cancel", "close");
        icon("open", "eye");
    } else {
        icon("menu", "more");
        if (job.status == JobStatus::Paused)
            text("go", JobList::tr("Go on"));
        else if (job.awaitsChoice && job.isWaiting())
            text("choose", JobList::tr("Choose"));
        else if (job.isWaiting())
            text("next", JobList::tr("Run next"));
        else if (job.status == JobStatus::Failed && job.failure == FailureClass::Resource && smallerSize(job))
            text("smaller", JobList::tr("Try %1").arg(smallerSize(job)->width()));
        else if (job.status == JobStatus::Failed || job.status == JobStatus::Cancelled)
            text("retry", JobList::tr("Try again"));
    }
    return buttons;
}

JobRowPainter::JobRowPainter(JobModel &model, JobPictures &pictures, bool compact, QObject *parent)
    : QStyledItemDelegate(parent), m_model(model), m_pictures(pictures), m_compact(compact)
{
}

QSize JobRowPainter::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const bool isHead = m_model.rows()[static_cast<size_t>(index.row())].job.isEmpty();
    return {100, isHead ? kHead : m_compact ? kCompactRow : kRow};
}

void JobRowPainter::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const JobRow &row = m_model.rows()[static_cast<size_t>(index.row())];
    const Theme &theme = themeOf(option.widget);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (row.job.isEmpty()) {
        paintHead(*painter, option.rect, row, theme);
    } else if (const Job *job = m_model.jobAt(index.row())) {
        const QRectF box = QRectF(option.rect).adjusted(4, 1, -4, -1);
        const bool selected = option.state & QStyle::State_Selected;
        if (selected || (option.state & QStyle::State_MouseOver))
            drawRow(*painter, box, theme, selected ? RowState::Selected : RowState::Hover);
        if ((option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange))
            drawRow(*painter, box, theme, RowState::Focus);
        m_compact ? paintCompact(*painter, option, *job, theme) : paintWide(*painter, option, *job, theme);
    }
    painter->restore();
}

void JobRowPainter::paintHead(QPainter &painter, const QRect &box, const JobRow &row, const Theme &theme) const
{
    const QRect place = box.adjusted(m_compact ? 8 : 12, 6, -12, 0);
    drawIcon(painter, row.isFolded ? QStringLiteral("chevron-right") : QStringLiteral("chevron-down"),
             QRectF(place.left(), place.center().y() - 6, 12, 12), theme.text.tertiary);
    const QRect title = place.adjusted(17, 0, 0, 0);
    words(painter, title, row.title, theme.fonts.caption, theme.text.secondary);
    const int width = QFontMetrics(theme.fonts.caption).horizontalAdvance(row.title);
    words(painter, title.adjusted(width + 6, 0, 0, 0), QString::number(row.count), theme.fonts.captionLight, theme.text.tertiary);
}

void JobRowPainter::paintPicture(QPainter &painter, const QRectF &place, const Job &job, const Theme &theme, double ratio) const
{
    const QPixmap picture = m_pictures.of(job, (place.size() * ratio).toSize());
    QPainterPath shape;
    shape.addRoundedRect(place, radius::kBadge, radius::kBadge);
    painter.save();
    if (job.status == JobStatus::Failed) {
        painter.fillPath(shape, theme.state.dangerFill);
        drawIconCentred(painter, QStringLiteral("error"), place, 14, theme.semantic.danger);
    } else if (picture.isNull()) {
        painter.fillPath(shape, theme.state.chip);
        drawIconCentred(painter, job.kind == JobKind::Video ? QStringLiteral("video") : QStringLiteral("image"), place, 14,
                        theme.text.tertiary);
    } else {
        painter.setClipPath(shape);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        if (job.isWaiting())
            painter.setOpacity(0.45);
        const QSizeF scaled = QSizeF(picture.size()).scaled(place.size(), Qt::KeepAspectRatioByExpanding);
        painter.drawPixmap(QRectF(place.center() - QPointF(scaled.width() / 2, scaled.height() / 2), scaled), picture, picture.rect());
        painter.setOpacity(1);
        if (m_compact && job.isWithServer() && job.progress)
            painter.fillRect(QRectF(place.left(), place.bottom() - 2, place.width() * *job.progress, 2), theme.brand.purple);
    }
    painter.restore();
}

void JobRowPainter::paintName(QPainter &painter, const QRect &place, const Job &job, const Theme &theme, bool selected) const
{
    const QString number = m_model.numbers().of(job);
    int left = place.left();
    if (!number.isEmpty()) {
        words(painter, place, number, theme.fonts.controlStrong, theme.text.secondary);
        left += QFontMetrics(theme.fonts.controlStrong).horizontalAdvance(number) + 5;
    }
    const bool faded = job.status == JobStatus::Cancelled;
    words(painter, QRect(left, place.top(), place.right() - left, place.height()), jobName(job),
          selected ? theme.fonts.controlStrong : theme.fonts.control, faded ? theme.text.disabled : theme.text.primary);
}

void JobRowPainter::paintWide(QPainter &painter, const QStyleOptionViewItem &option, const Job &job, const Theme &theme) const
{
    const Columns columns(option.rect);
    const double ratio = option.widget ? option.widget->devicePixelRatioF() : 1;
    const bool selected = option.state & QStyle::State_Selected;
    const QColor quiet = selected ? theme.text.primary : theme.text.secondary;
    paintPicture(painter, columns.picture, job, theme, ratio);
    const QRect name = columns.name;
    paintName(painter, QRect(name.left(), name.top() + 6, name.width(), 17), job, theme, selected);
    words(painter, QRect(name.left(), name.top() + 23, name.width(), 15), jobAbout(job), theme.fonts.captionLight, quiet);
    const GenerationFeed &feed = m_model.feed();
    const QString line = stateLine(job, feed);
    if (job.status == JobStatus::Running && job.progress) {
        const QRectF track(columns.state.left(), columns.state.center().y() - 8, columns.state.width(), 4);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.state.track);
        painter.drawRoundedRect(track, 2, 2);
        QLinearGradient gradient(track.topLeft(), track.topRight());
        gradient.setColorAt(0, theme.brand.blue);
        gradient.setColorAt(1, theme.brand.purple);
        painter.setBrush(gradient);
        painter.drawRoundedRect(QRectF(track.left(), track.top(), std::max(4.0, track.width() * *job.progress), 4), 2, 2);
        words(painter, QRect(columns.state.left(), columns.state.center().y() + 1, columns.state.width(), 15), line,
              theme.fonts.captionLight, quiet);
    } else {
        words(painter, columns.state, line, theme.fonts.body,
              job.status == JobStatus::Failed || job.status == JobStatus::Blocked || job.status == JobStatus::Unknown
                  ? inkColour(theme, stateInk(job))
                  : quiet);
    }
    QString server = job.serverName;
    if (server.isEmpty()) {
        if (const PlannedRun *run = feed.plannedRun(job.id))
            server = feed.plan().servers[static_cast<size_t>(run->server)].name;
        else if (const ServerState *meant = feed.server(job.preferredServer))
            server = meant->server.name;
    }
    if (columns.server.width() > 0)
        words(painter, columns.server, server, theme.fonts.body, quiet);
    words(painter, columns.ends, endWordsOf(job, feed), theme.fonts.control, theme.text.primary, Qt::AlignRight);
    const bool hovered = option.state & QStyle::State_MouseOver;
    const QPoint pointer = option.widget ? option.widget->mapFromGlobal(QCursor::pos()) : QPoint();
    for (const RowButton &button : rowButtons(option.rect, job, theme)) {
        const bool hot = hovered && button.box.contains(pointer);
        if (!button.icon.isEmpty()) {
            if (hot)
                drawControl(painter, button.box, theme, ControlKind::Quiet, ControlState::Hover);
            drawIconCentred(painter, button.icon, button.box, 15, hot ? theme.text.primary : theme.text.tertiary);
        } else if (hovered || selected || job.status == JobStatus::Failed) {
            drawControl(painter, button.box, theme, ControlKind::Default, hot ? ControlState::Hover : ControlState::Rest);
            words(painter, button.box, button.words, theme.fonts.control, theme.text.primary, Qt::AlignHCenter);
        }
    }
}

void JobRowPainter::paintCompact(QPainter &painter, const QStyleOptionViewItem &option, const Job &job, const Theme &theme) const
{
    const double ratio = option.widget ? option.widget->devicePixelRatioF() : 1;
    const bool selected = option.state & QStyle::State_Selected;
    const QRect box = option.rect.adjusted(12, 0, -12, 0);
    paintPicture(painter, QRectF(box.left(), box.center().y() - 14.5, 54, 30), job, theme, ratio);
    const QRect text(box.left() + 62, box.top(), box.width() - 62 - 22, box.height());
    paintName(painter, QRect(text.left(), text.top() + 5, text.width(), 17), job, theme, selected);
    const QColor ink =
        job.status == JobStatus::Failed || job.status == JobStatus::Blocked ? inkColour(theme, stateInk(job)) : theme.text.secondary;
    words(painter, QRect(text.left(), text.top() + 22, text.width(), 15), shortState(job, m_model.feed()), theme.fonts.captionLight, ink);
    const QRectF sign(box.right() - 16, box.center().y() - 7.5, 16, 16);
    if (job.isWithServer())
        drawRing(painter, sign, theme, theme.brand.purple, job.progress.value_or(-1), 2.5);
    else if (job.status == JobStatus::Completed)
        drawIcon(painter, QStringLiteral("check"), sign.adjusted(1, 1, -1, -1), theme.semantic.success);
}

} // namespace sc::ui
