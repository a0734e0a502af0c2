// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generate/live_card.h"

#include "core/generation/generation_service.h"
#include "ui/generate/generate_desk.h"
#include "ui/generate/time_words.h"
#include "ui/theme/colour.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QDateTime>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QBoxLayout>

#include <algorithm>

namespace sc::ui {

using namespace generation;

namespace {

constexpr int kPicture = 117; // px, 16:9

// The one that is furthest: running before waiting before failed.
const Job *foremost(const std::vector<Job> &jobs)
{
    const auto rank = [](const Job &job) { return job.isWithServer() ? 0 : job.isWaiting() ? 1 : 2; };
    const auto found = std::ranges::min_element(jobs, {}, rank);
    return found == jobs.end() ? nullptr : &*found;
}

double leftSeconds(const Job &job)
{
    const double progress = job.progress.value_or(0);
    const double ran = double(QDateTime::fromString(job.startedAt, Qt::ISODateWithMs).msecsTo(QDateTime::currentDateTimeUtc())) / 1000;
    if (progress > 0.08 && ran > 2)
        return ran / progress * (1 - progress);
    return std::max(0.0, job.estimateS - std::max(0.0, ran));
}

} // namespace

LiveCard::LiveCard(GenerateDesk &desk, QWidget *parent)
    : QWidget(parent),
      m_desk(desk),
      m_title(new TextLabel({}, TextStyle::Strong, Ink::Primary, this)),
      m_step(new TextLabel({}, TextStyle::Body, Ink::Secondary, this)),
      m_left(new TextLabel({}, TextStyle::Body, Ink::Secondary, this)),
      m_reason(new TextLabel({}, TextStyle::Caption, Ink::Secondary, this)),
      m_action(new PushButton(tr("Cancel"), ControlKind::Default, this)),
      m_open(new PushButton(tr("Job"), ControlKind::Quiet, this))
{
    setFixedHeight(86);
    m_action->setButtonSize(ButtonSize::Small);
    m_open->setButtonSize(ButtonSize::Small);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10 + kPicture + 12, 10, 10, 10);
    layout->setSpacing(12);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(m_title);
    top->addWidget(m_step, 1);
    top->addWidget(m_left);
    words->addLayout(top);
    words->addSpacing(22); // the bar is painted here
    words->addWidget(m_reason);
    layout->addLayout(words, 1);
    auto *buttons = new QVBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_action);
    buttons->addWidget(m_open);
    buttons->addStretch(1);
    layout->addLayout(buttons);
    connect(m_action, &QAbstractButton::clicked, this, &LiveCard::act);
    connect(m_open, &QAbstractButton::clicked, this, [this] { Q_EMIT m_desk.context().jobRequested(m_job); });
    connect(&desk, &GenerateDesk::jobsChanged, this, &LiveCard::refresh);
    connect(&desk, &GenerateDesk::progressed, this, [this](const QString &job) {
        if (job == m_job)
            refresh();
    });
    setAccessibleName(tr("What is being made"));
    refresh();
}

QString LiveCard::reasonOf(const Job &job) const
{
    if (const auto problem = job.problem())
        return problem->text();
    GenerationService *service = m_desk.service();
    if (!job.isWithServer() && service->dispatcher()) {
        if (const WaitReason why = service->dispatcher()->whyWaiting(job.id); !why.reason.isEmpty())
            return why.reason;
    }
    if (!job.isWithServer())
        return service->dispatcher() ? tr("It starts as soon as a server is free.") : tr("Another window runs the queue.");
    const auto story = service->store().storyOf(job.id);
    for (auto line = story ? story->rbegin() : std::vector<Decision>::const_reverse_iterator(); story && line != story->rend(); ++line) {
        if (line->kind == u"assigned")
            return line->reason;
    }
    return {};
}

void LiveCard::refresh()
{
    const GenerationService *service = m_desk.service();
    const Job *found = foremost(m_desk.jobs());
    const Job *job = found && service ? service->job(found->id) : nullptr;
    if (job == nullptr)
        job = found;
    if (!job) {
        m_job.clear();
        m_picture = {};
        hide();
        return;
    }
    if (std::exchange(m_job, job->id.text()) != job->id.text())
        m_picture = {};
    if (const QByteArray bytes = service->previewOf(job->id); !bytes.isEmpty()) {
        if (const QImage picture = QImage::fromData(bytes); !picture.isNull())
            m_picture = picture;
    }
    const int number = int(m_desk.takes().size()) + 1;
    const auto others = std::ssize(m_desk.jobs()) - 1;
    m_isFailed = job->status == JobStatus::Failed || job->status == JobStatus::Blocked;
    const bool runs = job->isWithServer();
    m_progress = runs ? job->progress.value_or(0) : -1;
    const QString name = tr("Take %1").arg(number);
    m_title->setText(runs && !job->serverName.isEmpty() ? tr("%1 on %2").arg(name, job->serverName)
                                                        : tr("%1, %2").arg(name, jobStatusWord(job->status)));
    QStringList step;
    if (runs && !job->stepText.isEmpty())
        step.append(tr("step %1").arg(QString(job->stepText).replace(u'/', tr(" of "))));
    if (runs && !job->node.isEmpty())
        step.append(job->node);
    if (others > 0)
        step.append(tr("%n more wait(s)", nullptr, int(others)));
    m_step->setText(step.join(QStringLiteral(", ")));
    m_left->setText(runs ? tr("%1 left").arg(durationWords(leftSeconds(*job))) : QString());
    m_reason->setText(reasonOf(*job));
    m_reason->setInk(m_isFailed ? Ink::Danger : Ink::Secondary);
    m_action->setText(job->status == JobStatus::Failed ? tr("Try again") : tr("Cancel"));
    setAccessibleDescription(m_title->text() + QStringLiteral(", ") + m_step->text() + QStringLiteral(", ") + m_reason->text());
    show();
    update();
}

void LiveCard::act()
{
    const auto found = std::ranges::find(m_desk.jobs(), m_job, [](const Job &job) { return job.id.text(); });
    if (found == m_desk.jobs().end())
        return;
    if (found->status == JobStatus::Failed)
        m_desk.retryJob(m_job);
    else
        m_desk.cancelJob(m_job);
}

QRectF LiveCard::pictureRect() const
{
    return {10, 10, double(kPicture), 66};
}

void LiveCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    const Theme &theme = themeOf(this);
    drawCard(painter, rect(), theme);
    QPainterPath card;
    card.addRoundedRect(rect(), radius::kCard, radius::kCard);
    if (!theme.isFlat()) {
        QLinearGradient wash(0, 0, width(), 0);
        const QColor colour = m_isFailed ? theme.semantic.danger : theme.brand.purple;
        wash.setColorAt(0, withAlpha(colour, m_isFailed ? 0.12 : 0.20));
        wash.setColorAt(1, withAlpha(m_isFailed ? theme.semantic.danger : theme.brand.blue, 0.07));
        painter.fillPath(card, wash);
    }
    const QRectF box = pictureRect();
    QPainterPath shape;
    shape.addRoundedRect(box, radius::kThumb, radius::kThumb);
    painter.fillPath(shape, theme.surface.well);
    if (!m_picture.isNull()) {
        painter.save();
        painter.setClipPath(shape);
        const QSizeF scaled = QSizeF(m_picture.size()).scaled(box.size(), Qt::KeepAspectRatioByExpanding);
        painter.drawImage(QRectF(box.center() - QPointF(scaled.width() / 2, scaled.height() / 2), scaled), m_picture);
        painter.restore();
    } else {
        const QString icon = m_isFailed ? QStringLiteral("error") : m_progress < 0 ? QStringLiteral("clock") : QString();
        if (icon.isEmpty())
            drawRing(painter, QRectF(box.center() - QPointF(13, 13), QSizeF(26, 26)), theme, theme.text.purple, m_progress, 2.75);
        else
            drawIconCentred(painter, icon, box, 18, m_isFailed ? theme.semantic.danger : theme.text.tertiary);
    }
    const double left = box.right() + 12;
    const double right = m_action->geometry().left() - 12;
    const QRectF track(left, height() / 2.0 - 2, right - left, size::kProgress);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.state.track);
    painter.drawRoundedRect(track, 2, 2);
    if (m_progress > 0) {
        QRectF done = track;
        done.setWidth(std::max(4.0, track.width() * m_progress));
        QLinearGradient fill(track.topLeft(), track.topRight());
        fill.setColorAt(0, theme.brand.blue);
        fill.setColorAt(1, theme.brand.purple);
        painter.setBrush(fill);
        painter.drawRoundedRect(done, 2, 2);
    }
}

void LiveCard::mousePressEvent(QMouseEvent *event)
{
    if (pictureRect().contains(event->position()))
        Q_EMIT pictureClicked();
}

} // namespace sc::ui
