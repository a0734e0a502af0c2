// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/characters/sheet_card.h"

#include "core/generation/generation_service.h"
#include "core/project/take_shelf.h"
#include "ui/theme/colour.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/progress.h"
#include "ui/widgets/text_label.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <cmath>

namespace sc::ui {

using generation::Job;
using generation::JobStatus;

namespace {
constexpr QSize kCell(72, 106);
constexpr int kLine = 22;
constexpr int kGap = 8;
} // namespace

class SheetCard::Cells : public QWidget
{
public:
    explicit Cells(SheetCard &card) : m_card(card)
    {
        setFocusPolicy(Qt::StrongFocus);
        setMouseTracking(true);
        setProperty("noFocusHalo", true);
        setAccessibleName(SheetCard::tr("Test sheet"));
        connect(&card.m_desk.pictures(), &PictureCache::ready, this, qOverload<>(&QWidget::update));
    }

    [[nodiscard]] const std::vector<Job> &jobs() const
    {
        static const std::vector<Job> none;
        const generation::Character *open = m_card.m_desk.current();
        const CharacterDesk::Sheet *sheet = open ? m_card.m_desk.sheetOf(open->id) : nullptr;
        return sheet ? sheet->jobs : none;
    }
    [[nodiscard]] QRect cellRect(int index) const
    {
        const int count = std::max(1, int(jobs().size()));
        // Eight fill the card; fewer stand from the left.
        const int gap =
            count < generation::kMostSheetCells ? kGap : std::max(kGap, (width() - count * kCell.width()) / std::max(1, count - 1));
        const int columns = std::max(1, (width() + gap) / (kCell.width() + gap));
        return {(index % columns) * (kCell.width() + gap), (index / columns) * (kCell.height() + kLine + 4), kCell.width(), kCell.height()};
    }
    [[nodiscard]] QRect verdictRect(int index, bool approves) const
    {
        const QRect cell = cellRect(index);
        return {cell.right() - (approves ? 35 : 17), cell.bottom() + 3, 18, 18};
    }
    void fit()
    {
        const int last = std::max(0, int(jobs().size()) - 1);
        setFixedHeight(cellRect(last).bottom() + 1 + kLine);
    }

protected:
    void resizeEvent(QResizeEvent *) override { fit(); }
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        for (int i = 0; i < int(jobs().size()); ++i)
            paintCell(painter, i, jobs()[size_t(i)]);
    }
    void mousePressEvent(QMouseEvent *event) override
    {
        for (int i = 0; i < int(jobs().size()); ++i) {
            const Job job = jobs()[size_t(i)];
            const bool isUndecided = m_card.stateOf(job) == CellState::Undecided;
            if (isUndecided && verdictRect(i, true).contains(event->position().toPoint()))
                return m_card.m_desk.approve(job);
            if (isUndecided && verdictRect(i, false).contains(event->position().toPoint()))
                return m_card.m_desk.reject(job);
            if (cellRect(i).contains(event->position().toPoint()))
                setCurrent(i);
        }
    }
    void keyPressEvent(QKeyEvent *event) override
    {
        const int count = int(jobs().size());
        const bool isOn = m_current >= 0 && m_current < count;
        if (count > 0 && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right))
            setCurrent(std::clamp(m_current + (event->key() == Qt::Key_Right ? 1 : -1), 0, count - 1));
        else if (isOn && event->key() == Qt::Key_A)
            m_card.m_desk.approve(Job(jobs()[size_t(m_current)]));
        else if (isOn && event->key() == Qt::Key_X)
            m_card.m_desk.reject(Job(jobs()[size_t(m_current)]));
        else if (isOn && event->key() == Qt::Key_Return)
            Q_EMIT m_card.m_desk.context().jobRequested(jobs()[size_t(m_current)].id.text());
        else
            QWidget::keyPressEvent(event);
    }
    bool event(QEvent *event) override
    {
        if (event->type() == QEvent::ShortcutOverride) {
            const auto *key = static_cast<QKeyEvent *>(event);
            if (!key->modifiers() &&
                (key->key() == Qt::Key_A || key->key() == Qt::Key_X || key->key() == Qt::Key_Left || key->key() == Qt::Key_Right)) {
                event->accept();
                return true;
            }
        }
        if (event->type() == QEvent::ToolTip) {
            const auto *help = static_cast<QHelpEvent *>(event);
            for (int i = 0; i < int(jobs().size()); ++i) {
                if (cellRect(i).contains(help->pos())) {
                    const auto problem = jobs()[size_t(i)].problem();
                    QToolTip::showText(help->globalPos(),
                                       problem ? problem->text() : SheetCard::tr("A approves: it becomes a reference. X rejects."), this);
                    return true;
                }
            }
        }
        return QWidget::event(event);
    }

private:
    void setCurrent(int index)
    {
        m_current = index;
        if (index >= 0 && index < int(jobs().size()))
            setAccessibleDescription(generation::sheetCellName(jobs()[size_t(index)]));
        update();
    }

    [[nodiscard]] QPixmap pictureOf(const Job &job) const
    {
        const project::ProjectSession *session = m_card.m_desk.context().session();
        const timeline::Take *take = session && !job.takeIds.isEmpty() ? session->takes().find(TakeId(job.takeIds.front())) : nullptr;
        return take ? m_card.m_desk.pictures().of(session->absolutePath(take->media), kCell, devicePixelRatioF()) : QPixmap();
    }

    void paintCell(QPainter &painter, int index, const Job &job) const
    {
        const Theme &theme = themeOf(this);
        const CellState state = m_card.stateOf(job);
        const QRectF box = cellRect(index);
        QPainterPath shape;
        shape.addRoundedRect(box, radius::kThumb, radius::kThumb);
        painter.save();
        painter.setClipPath(shape);
        painter.fillRect(box, theme.surface.raised);
        if (state == CellState::Running)
            paintRunning(painter, box, job, theme);
        else if (state == CellState::Waiting)
            drawIconCentred(painter, QStringLiteral("clock"), box, 16, theme.text.tertiary);
        else if (state == CellState::Failed)
            drawIconCentred(painter, QStringLiteral("error"), box, 16, theme.semantic.danger);
        else
            paintPicture(painter, box, job, state, theme);
        painter.restore();
        paintName(painter, index, job, state, theme);
        if (hasFocus() && index == m_current)
            drawFocusInside(painter, box, theme, radius::kThumb);
    }

    void paintPicture(QPainter &painter, const QRectF &box, const Job &job, CellState state, const Theme &theme) const
    {
        const QPixmap picture = pictureOf(job);
        if (state == CellState::Rejected && !picture.isNull()) {
            QImage grey = picture.toImage().convertToFormat(QImage::Format_Grayscale8);
            grey.setDevicePixelRatio(picture.devicePixelRatio());
            painter.drawImage(box.topLeft(), grey);
            painter.fillRect(box, QColor(0, 0, 0, 128));
        } else if (!picture.isNull()) {
            painter.drawPixmap(box.topLeft(), picture);
        }
        if (state == CellState::Undecided)
            return;
        const bool isGood = state == CellState::Approved;
        const QRectF plate(box.left() + 4, box.top() + 4, 22, size::kBadge);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.state.badgePlate);
        painter.drawRoundedRect(plate, radius::kBadge, radius::kBadge);
        drawIconCentred(painter, isGood ? QStringLiteral("check") : QStringLiteral("close"), plate, 12,
                        isGood ? theme.semantic.success : theme.semantic.danger);
    }

    void paintRunning(QPainter &painter, const QRectF &box, const Job &job, const Theme &theme) const
    {
        const generation::GenerationService *service = m_card.m_desk.context().generation();
        if (const QImage preview = QImage::fromData(service ? service->previewOf(job.id) : QByteArray()); !preview.isNull()) {
            // Small, then large again: softly, as what it is.
            const QImage soft = preview.scaled(18, 26, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation);
            painter.setRenderHint(QPainter::SmoothPixmapTransform);
            painter.drawImage(box, soft);
        }
        painter.fillRect(box, withAlpha(theme.surface.background, 0.6));
        const double share = job.progress.value_or(0);
        const QRectF ring(box.center() - QPointF(15, 15), QSizeF(30, 30));
        drawRing(painter, ring, theme, theme.text.purple, share, 3);
        painter.setFont(theme.fonts.captionStrong);
        painter.setPen(theme.text.primary);
        painter.drawText(ring, Qt::AlignCenter, QString::number(qRound(share * 100)));
        painter.fillRect(QRectF(box.left(), box.bottom() - 2, box.width() * share, 2), theme.brand.purple);
    }

    void paintName(QPainter &painter, int index, const Job &job, CellState state, const Theme &theme) const
    {
        const QRect cell = cellRect(index);
        const bool isUndecided = state == CellState::Undecided;
        const QRectF line(cell.left(), cell.bottom() + 1, cell.width() - (isUndecided ? 38 : 0), kLine);
        painter.setFont(theme.fonts.caption);
        painter.setPen(state == CellState::Waiting   ? theme.text.tertiary
                       : state == CellState::Running ? theme.text.purple
                       : state == CellState::Failed  ? theme.semantic.danger
                                                     : theme.text.primary);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(generation::sheetCellName(job), Qt::ElideRight, int(line.width())));
        if (!isUndecided)
            return;
        drawIconCentred(painter, QStringLiteral("check"), verdictRect(index, true), 14, theme.semantic.success);
        drawIconCentred(painter, QStringLiteral("close"), verdictRect(index, false), 14, theme.text.secondary);
    }

    SheetCard &m_card;
    int m_current = -1;
};

SheetCard::SheetCard(CharacterDesk &desk, QWidget *parent)
    : QWidget(parent),
      m_desk(desk),
      m_ring(new BusyRing(18)),
      m_title(new TextLabel({}, TextStyle::Strong)),
      m_status(new TextLabel({}, TextStyle::Body, Ink::Secondary)),
      m_approveRest(new PushButton(tr("Approve rest"), ControlKind::Quiet)),
      m_pause(new IconButton(QStringLiteral("pause"), tr("Pause what waits"))),
      m_close(new IconButton(QStringLiteral("close"), tr("Put the sheet away"))),
      m_cells(new Cells(*this))
{
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(10, 8, 10, 4);
    rows->setSpacing(6);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_ring);
    head->addWidget(m_title);
    head->addWidget(m_status, 1);
    m_approveRest->setButtonSize(ButtonSize::Small);
    m_pause->setSide(size::kControlSmall);
    m_close->setSide(size::kControlSmall);
    head->addWidget(m_approveRest);
    head->addWidget(m_pause);
    head->addWidget(m_close);
    rows->addLayout(head);
    rows->addWidget(m_cells);
    connect(m_approveRest, &QAbstractButton::clicked, &desk, &CharacterDesk::approveRest);
    connect(m_pause, &QAbstractButton::clicked, this, [this] {
        const generation::Character *open = m_desk.current();
        const CharacterDesk::Sheet *sheet = open ? m_desk.sheetOf(open->id) : nullptr;
        if (sheet)
            m_desk.pauseSheet(std::ranges::none_of(sheet->jobs, [](const Job &job) { return job.status == JobStatus::Paused; }));
    });
    connect(m_close, &QAbstractButton::clicked, &desk, &CharacterDesk::closeSheet);
}

SheetCard::CellState SheetCard::stateOf(const Job &job) const
{
    if (job.status == JobStatus::Failed || job.status == JobStatus::Cancelled || job.status == JobStatus::Blocked)
        return CellState::Failed;
    if (job.status == JobStatus::Running || job.status == JobStatus::Assigned || job.status == JobStatus::Unknown)
        return CellState::Running;
    if (job.status != JobStatus::Completed)
        return CellState::Waiting;
    const project::ProjectSession *session = m_desk.context().session();
    const timeline::Take *take = session && !job.takeIds.isEmpty() ? session->takes().find(TakeId(job.takeIds.front())) : nullptr;
    if (!take || take->verdict == timeline::TakeVerdict::Rejected)
        return CellState::Rejected;
    return take->verdict == timeline::TakeVerdict::Approved ? CellState::Approved : CellState::Undecided;
}

QRect SheetCard::cellRect(int index) const
{
    return m_cells->cellRect(index).translated(m_cells->pos());
}

QRect SheetCard::verdictRect(int index, bool approves) const
{
    return m_cells->verdictRect(index, approves).translated(m_cells->pos());
}

QString SheetCard::statusWords() const
{
    const CharacterDesk::Sheet *sheet = m_desk.sheetOf(m_desk.current()->id);
    QStringList words = {tr("%1 of %2").arg(sheet->finished()).arg(sheet->jobs.size())};
    double left = 0;
    QStringList servers;
    int failed = 0;
    for (const Job &job : sheet->jobs) {
        failed += stateOf(job) == CellState::Failed ? 1 : 0;
        if (job.isFinished())
            continue;
        left += job.estimateS * (1 - job.progress.value_or(0));
        if (!job.serverName.isEmpty() && !servers.contains(job.serverName))
            servers.append(job.serverName);
    }
    if (!sheet->jobs.empty())
        words.append(servers.isEmpty() ? sheet->jobs.front().family
                                       : tr("%1 on %2").arg(sheet->jobs.front().family, servers.join(QStringLiteral(", "))));
    if (failed > 0)
        words.append(tr("%n failed", nullptr, failed));
    if (left > 0)
        words.append(left < 60 ? tr("%1 s left").arg(std::ceil(left)) : tr("%1 min %2 s left").arg(int(left) / 60).arg(int(left) % 60));
    else if (sheet->isRunning() && servers.isEmpty())
        words.append(tr("waits for a server"));
    return words.join(QStringLiteral(", "));
}

void SheetCard::refresh()
{
    const generation::Character *open = m_desk.current();
    const CharacterDesk::Sheet *sheet = open ? m_desk.sheetOf(open->id) : nullptr;
    setVisible(sheet != nullptr);
    if (!sheet)
        return;
    m_ring->setVisible(sheet->isRunning());
    m_ring->setFraction(double(sheet->finished()) / std::max<int>(1, int(sheet->jobs.size())));
    m_title->setText(sheet->name.isEmpty() ? tr("Test sheet") : tr("Test sheet, %1").arg(sheet->name));
    m_status->setText(statusWords());
    m_approveRest->setEnabled(std::ranges::any_of(sheet->jobs, [this](const Job &job) { return stateOf(job) == CellState::Undecided; }));
    const bool isPaused = std::ranges::any_of(sheet->jobs, [](const Job &job) { return job.status == JobStatus::Paused; });
    m_pause->setVisible(sheet->isRunning());
    m_pause->setIconName(isPaused ? QStringLiteral("play") : QStringLiteral("pause"));
    m_pause->setToolTip(isPaused ? tr("Go on") : tr("Pause what waits"));
    m_cells->fit();
    m_cells->update();
    update();
}

void SheetCard::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    drawCard(painter, rect(), theme);
    if (theme.isFlat())
        return;
    QLinearGradient wash(rect().topLeft(), rect().topRight());
    wash.setColorAt(0, withAlpha(theme.brand.purple, 0.18));
    wash.setColorAt(1, withAlpha(theme.brand.blue, 0.07));
    painter.setPen(Qt::NoPen);
    painter.setBrush(wash);
    painter.drawRoundedRect(rect(), radius::kCard, radius::kCard);
}

} // namespace sc::ui
