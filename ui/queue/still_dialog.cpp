// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/still_dialog.h"

#include "ui/queue/job_words.h"
#include "ui/theme/colour.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_label.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QScrollArea>

#include <algorithm>

namespace sc::ui {

using namespace generation;

namespace {

constexpr QSize kWished(860, 640);
constexpr int kCaption = 20;
constexpr double kEdge = 3; // for the ring

QString keyOf(const StillChoice &choice)
{
    QStringList ids;
    for (const Job &still : choice.stills)
        ids.append(still.id.text());
    return ids.join(u' ');
}

} // namespace

StillButton::StillButton(JobPictures &pictures, QWidget *parent) : QAbstractButton(parent), m_pictures(pictures)
{
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setFixedSize(sizeHint());
    connect(&pictures, &JobPictures::ready, this, qOverload<>(&QWidget::update));
}

void StillButton::setJob(const Job &job, int number)
{
    m_job = job;
    const bool isThere = job.status == JobStatus::Completed;
    setEnabled(isThere);
    setText(isThere ? tr("Picture %1").arg(number) : tr("Picture %1, %2").arg(number).arg(jobStatusWord(job.status).toLower()));
    setAccessibleName(tr("%1 of %2").arg(text(), jobName(job)));
    setToolTip(isThere ? tr("The videos of %1 start from this").arg(jobName(job)) : text());
    update();
}

void StillButton::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    const QRectF place = QRectF(rect()).adjusted(kEdge, kEdge, -kEdge, -kEdge - kCaption);
    QPainterPath shape;
    shape.addRoundedRect(place, radius::kThumb, radius::kThumb);
    const QPixmap picture = m_pictures.of(m_job, (place.size() * devicePixelRatioF()).toSize());
    painter.fillPath(shape, theme.state.chip);
    if (!picture.isNull()) {
        painter.save();
        painter.setClipPath(shape);
        painter.setOpacity(isEnabled() ? 1 : 0.45);
        const QSizeF scaled = QSizeF(picture.size()).scaled(place.size(), Qt::KeepAspectRatioByExpanding);
        painter.drawPixmap(QRectF(place.center() - QPointF(scaled.width() / 2, scaled.height() / 2), scaled), picture, picture.rect());
        painter.restore();
    } else if (m_job.isWithServer()) {
        drawRing(painter, QRectF(place.center() - QPointF(13, 13), QSizeF(26, 26)), theme, theme.brand.purple, m_job.progress.value_or(-1),
                 2.5);
    } else {
        const bool isLost = m_job.status == JobStatus::Failed || m_job.status == JobStatus::Cancelled;
        drawIconCentred(painter, isLost ? QStringLiteral("error") : QStringLiteral("image"), place, 18,
                        isLost ? theme.semantic.danger : theme.text.tertiary);
    }
    painter.setBrush(Qt::NoBrush);
    if (isChecked()) {
        painter.setPen(QPen(theme.accent.activeTakeRing, 2));
        painter.drawRoundedRect(place.adjusted(-1.5, -1.5, 1.5, 1.5), radius::kThumb + 1, radius::kThumb + 1);
        const QRectF mark(place.right() - 24, place.top() + 6, 18, 18);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.accent.selection);
        painter.drawEllipse(mark);
        drawIconCentred(painter, QStringLiteral("check"), mark, 12, Qt::white);
    } else if (underMouse() && isEnabled()) {
        painter.setPen(QPen(theme.hairline.three, 1.5));
        painter.drawRoundedRect(place, radius::kThumb, radius::kThumb);
    }
    if (hasFocus())
        drawFocusInside(painter, place, theme, radius::kThumb);
    painter.setFont(theme.fonts.captionLight);
    painter.setPen(isEnabled() ? theme.text.secondary : theme.text.disabled);
    painter.drawText(QRectF(place.left(), place.bottom() + 2, place.width(), kCaption), Qt::AlignLeft | Qt::AlignVCenter, text());
}

StillDialog::StillDialog(GenerationFeed &feed, QueueDesk &desk, JobPictures &pictures, QWidget *parent)
    : QDialog(parent), m_feed(feed), m_desk(desk), m_pictures(pictures)
{
    setWindowTitle(tr("Choose start pictures"));
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(18, 14, 18, 12);
    head->setSpacing(10);
    head->addWidget(new TextLabel(windowTitle(), TextStyle::Title, Ink::Primary, this));
    head->addWidget(new TextLabel(tr("the videos of a shot start from the picture chosen for it"), TextStyle::Body, Ink::Secondary, this),
                    1);
    whole->addLayout(head);
    whole->addWidget(new Hairline(this));
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    auto *host = new QWidget;
    m_list = new QVBoxLayout(host);
    m_list->setContentsMargins(18, 12, 18, 12);
    m_list->setSpacing(14);
    m_empty = new TextLabel(tr("Nothing waits for a choice."), TextStyle::Body, Ink::Secondary, host);
    m_list->addWidget(m_empty);
    m_list->addStretch(1);
    scroll->setWidget(host);
    host->setAutoFillBackground(false); // setWidget() turned it on
    whole->addWidget(scroll, 1);
    whole->addWidget(new Hairline(this));
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(18, 12, 18, 12);
    foot->setSpacing(8);
    auto *later = new PushButton(tr("Later"), ControlKind::Quiet, this);
    m_note = new TextLabel({}, TextStyle::Body, Ink::Secondary, this);
    m_note->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_start = new PushButton({}, ControlKind::Generate, this);
    m_start->setIconName(QStringLiteral("video"));
    for (PushButton *button : {later, m_start})
        button->setAutoDefault(false);
    foot->addWidget(later);
    foot->addWidget(m_note, 1);
    foot->addWidget(m_start);
    whole->addLayout(foot);
    connect(later, &QAbstractButton::clicked, this, &QDialog::reject);
    connect(m_start, &QAbstractButton::clicked, this, [this] {
        if (m_desk.chooseStills(chosen()))
            accept();
    });
    connect(&feed, &GenerationFeed::jobsChanged, this, &StillDialog::refresh);
    resize(parent ? kWished.boundedTo(parent->size() - QSize(16, 16)) : kWished);
    refresh();
}

StillDialog::Row StillDialog::makeRow(const StillChoice &choice)
{
    Row row;
    row.host = new QWidget(m_empty->parentWidget());
    auto *layout = new QVBoxLayout(row.host);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(new TextLabel(choice.clipName, TextStyle::Strong, Ink::Primary, row.host));
    row.words = new TextLabel({}, TextStyle::Body, Ink::Secondary, row.host);
    head->addWidget(row.words, 1);
    layout->addLayout(head);
    auto *pictures = new QWidget(row.host);
    auto *flow = new FlowLayout(pictures, 8);
    flow->setContentsMargins(0, 0, 0, 0);
    auto *group = new QButtonGroup(row.host); // arrow keys move within a shot
    for (const Job &still : choice.stills) {
        auto *button = new StillButton(m_pictures, pictures);
        group->addButton(button);
        flow->addWidget(button);
        connect(button, &QAbstractButton::toggled, this, &StillDialog::refreshFoot);
        row.pictures[still.id.text()] = button;
    }
    layout->addWidget(pictures);
    m_list->insertWidget(m_list->count() - 1, row.host);
    row.host->show();
    return row;
}

// What was chosen stays while pictures come in.
void StillDialog::refresh()
{
    m_choices = openChoices(m_feed.service().jobs());
    std::map<QString, Row> left;
    left.swap(m_rows);
    for (const StillChoice &choice : m_choices) {
        const QString key = keyOf(choice);
        const auto known = left.find(key);
        Row row = known == left.end() ? makeRow(choice) : known->second;
        if (known != left.end())
            left.erase(known);
        int number = 0;
        for (const Job &still : choice.stills)
            row.pictures[still.id.text()]->setJob(still, ++number);
        const int videos = static_cast<int>(choice.videos.size());
        row.words->setText(choice.isWhole() ? tr("%n video(s) waiting", nullptr, videos)
                                            : tr("%n video(s) waiting, pictures are on their way", nullptr, videos));
        m_rows[key] = row;
    }
    for (const auto &[key, row] : left) {
        row.host->hide();
        row.host->deleteLater();
    }
    m_empty->setVisible(m_choices.empty());
    refreshFoot();
}

StillButton *StillDialog::picture(const JobId &still) const
{
    for (const auto &[key, row] : m_rows) {
        if (const auto found = row.pictures.find(still.text()); found != row.pictures.end())
            return found->second;
    }
    return nullptr;
}

std::vector<JobId> StillDialog::chosen() const
{
    std::vector<JobId> ids;
    for (const StillChoice &choice : m_choices) {
        for (const Job &still : choice.stills) {
            if (const StillButton *button = picture(still.id); button && button->isChecked())
                ids.push_back(still.id);
        }
    }
    return ids;
}

void StillDialog::refreshFoot()
{
    const std::vector<JobId> ids = chosen();
    int videos = 0;
    for (const StillChoice &choice : m_choices) {
        if (std::ranges::any_of(choice.stills, [&](const Job &still) { return std::ranges::find(ids, still.id) != ids.end(); }))
            videos += static_cast<int>(choice.videos.size());
    }
    m_note->setText(m_choices.empty() ? QString() : tr("%1 of %2 shots chosen").arg(ids.size()).arg(m_choices.size()));
    m_start->setText(videos > 0 ? tr("Start %n video(s)", nullptr, videos) : tr("Start the videos"));
    m_start->setDisabledReason(ids.empty() ? tr("Choose a picture first.") : QString());
}

} // namespace sc::ui
