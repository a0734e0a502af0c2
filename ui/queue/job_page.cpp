// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/job_page.h"

#include "core/base/json.h"
#include "ui/queue/plan_strip.h"
#include "ui/queue/why_panel.h"
#include "ui/servers/time_words.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/timeline/row_list.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/layout_tools.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/segment.h"

#include <QtCore/QJsonDocument>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QStackedWidget>

#include <cmath>

namespace sc::ui {

using namespace generation;

namespace {

constexpr int kListWidth = 284;
constexpr int kWhyWidth = 420;
constexpr int kNarrow = 1160;
constexpr int kGap = space::kGutter;

// The picture of a job, whole, on a black ground.
class PictureBox : public QWidget
{
public:
    PictureBox(JobPictures &pictures, GenerationFeed &feed, QWidget *parent) : QWidget(parent), m_pictures(pictures), m_feed(feed)
    {
        setMinimumSize(240, 135);
        QObject::connect(&pictures, &JobPictures::ready, this, qOverload<>(&QWidget::update));
    }
    void setJob(const QString &id)
    {
        m_id = id;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
        const Job *job = m_feed.service().job(JobId(m_id));
        const QPixmap picture = job ? m_pictures.of(*job, size() * devicePixelRatioF()) : QPixmap();
        QPainterPath shape;
        shape.addRoundedRect(rect(), 9, 9);
        painter.fillPath(shape, picture.isNull() ? theme.surface.well : QColor(Qt::black));
        if (picture.isNull()) {
            drawIconCentred(painter, job && job->kind == JobKind::Video ? QStringLiteral("video") : QStringLiteral("image"), rect(), 28,
                            theme.text.disabled);
            return;
        }
        painter.setClipPath(shape);
        const QSizeF scaled = QSizeF(picture.size()).scaled(size(), Qt::KeepAspectRatio);
        painter.drawPixmap(QRectF(QPointF((width() - scaled.width()) / 2, (height() - scaled.height()) / 2), scaled), picture,
                           picture.rect());
    }

private:
    JobPictures &m_pictures;
    GenerationFeed &m_feed;
    QString m_id;
};

QString folderHint(const QString &file)
{
    return shortModel(file);
}

} // namespace

JobPage::JobPage(JobModel &model, JobPictures &pictures, GenerationFeed &feed, QueueDesk &desk, QWidget *parent)
    : QWidget(parent), m_model(model), m_pictures(pictures), m_feed(feed), m_desk(desk)
{
    build();
}

void JobPage::build()
{
    m_listPanel = new Panel(this);
    auto *listLayout = new QVBoxLayout(m_listPanel);
    listLayout->setContentsMargins(4, 0, 4, 4);
    listLayout->setSpacing(0);
    auto *listHead = new QHBoxLayout;
    listHead->setContentsMargins(8, 8, 4, 4);
    listHead->addWidget(new TextLabel(tr("Jobs"), TextStyle::BodyStrong, Ink::Primary, m_listPanel), 1);
    auto *back = new PushButton(tr("Back to the queue"), ControlKind::Quiet, m_listPanel);
    listHead->addWidget(back);
    listLayout->addLayout(listHead);
    m_list = new JobList(m_model, m_pictures, JobList::Form::Compact, m_listPanel);
    m_list->setMovable(false);
    listLayout->addWidget(m_list, 1);
    connect(back, &QAbstractButton::clicked, this, &JobPage::closed);
    connect(m_list, &JobList::currentJobChanged, this, [this](const QString &id) {
        if (!id.isEmpty() && id != m_id)
            showJob(id);
    });

    m_panel = new Panel(this);
    auto *layout = new QVBoxLayout(m_panel);
    layout->setContentsMargins(16, 8, 16, 8);
    layout->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    auto *close = new IconButton(QStringLiteral("to-start"), tr("Back to the queue"), m_panel);
    connect(close, &QAbstractButton::clicked, this, &JobPage::closed);
    head->addWidget(close);
    m_title = new TextLabel({}, TextStyle::Title, Ink::Primary, m_panel);
    head->addWidget(m_title);
    m_state = new Chip({}, m_panel);
    m_state->setFocusPolicy(Qt::NoFocus);
    head->addWidget(m_state);
    head->addStretch(1);
    m_main = new PushButton({}, ControlKind::Default, m_panel);
    m_hold = new PushButton({}, ControlKind::Quiet, m_panel);
    auto *more = new IconButton(QStringLiteral("more"), tr("More about this job"), m_panel);
    head->addWidget(m_main);
    head->addWidget(m_hold);
    head->addWidget(more);
    layout->addLayout(head);
    layout->addSpacing(8);
    auto *card = new Plate(Plate::Level::Card, m_panel);
    auto *cardLayout = new QVBoxLayout(card);
    cardLayout->setContentsMargins(12, 9, 12, 6);
    cardLayout->setSpacing(8);
    auto *cardHead = new QHBoxLayout;
    m_planTitle = new TextLabel({}, TextStyle::Strong, Ink::Primary, card);
    m_planSource = new TextLabel({}, TextStyle::CaptionLight, Ink::Tertiary, card);
    cardHead->addWidget(m_planTitle, 1);
    cardHead->addWidget(m_planSource);
    cardLayout->addLayout(cardHead);
    m_strip = new PlanStrip(card);
    cardLayout->addWidget(m_strip);
    layout->addWidget(card);
    layout->addSpacing(12);
    m_advice = new QWidget(m_panel);
    new QVBoxLayout(m_advice);
    m_advice->layout()->setContentsMargins(0, 0, 0, 10);
    layout->addWidget(m_advice);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(16);
    auto *left = new QVBoxLayout;
    left->setSpacing(4);
    m_picture = new PictureBox(m_pictures, m_feed, m_panel);
    m_picture->setFixedHeight(207);
    m_pictureWords = new TextLabel({}, TextStyle::CaptionLight, Ink::Secondary, m_panel);
    left->addWidget(m_picture);
    left->addWidget(m_pictureWords);
    left->addStretch();
    middle->addLayout(left, 5);
    m_values = new QWidget(m_panel);
    new QVBoxLayout(m_values);
    m_values->layout()->setContentsMargins(0, 0, 0, 0);
    m_values->layout()->setSpacing(0);
    middle->addWidget(m_values, 4);
    layout->addLayout(middle);
    auto *promptHead = new QHBoxLayout;
    promptHead->addWidget(new TextLabel(tr("Prompt as it is sent"), TextStyle::Caption, Ink::Secondary, m_panel), 1);
    m_edit = new PushButton({}, ControlKind::Quiet, m_panel);
    promptHead->addWidget(m_edit);
    layout->addLayout(promptHead);
    auto *well = new Plate(Plate::Level::Well, m_panel);
    auto *wellLayout = new QVBoxLayout(well);
    wellLayout->setContentsMargins(10, 8, 10, 8);
    m_prompt = new TextLabel({}, TextStyle::Body, Ink::Primary, well);
    m_prompt->setWrap(true);
    wellLayout->addWidget(m_prompt);
    layout->addWidget(well);
    layout->addSpacing(8);
    m_tabs = new Segment({{tr("Log"), {}}, {tr("Request"), {}}, {tr("Models"), {}}, {tr("Why"), {}}}, m_panel);
    layout->addWidget(m_tabs, 0, Qt::AlignLeft);
    layout->addSpacing(6);
    m_pages = new QStackedWidget(m_panel);
    m_log = new RowList(tr("Log"), m_pages);
    m_request = new QPlainTextEdit(m_pages);
    m_request->setReadOnly(true);
    m_request->setAccessibleName(tr("Request"));
    m_request->setFont(themeOf(this).fonts.captionMono);
    m_models = new RowList(tr("Models"), m_pages);
    m_pages->addWidget(m_log);
    m_pages->addWidget(m_request);
    m_pages->addWidget(m_models);
    layout->addWidget(m_pages, 1);
    m_why = new WhyPanel(m_feed, m_desk, this);
    connect(m_tabs, &Segment::currentChanged, this, [this](int tab) {
        if (tab < 3)
            m_pages->setCurrentIndex(tab);
        resizeEvent(nullptr);
    });
    connect(more, &QAbstractButton::clicked, this,
            [this, more] { Q_EMIT menuRequested(more->mapToGlobal(QPoint(0, more->height() + 2)), m_id); });
    connect(m_main, &QAbstractButton::clicked, this, &JobPage::takeMain);
    connect(m_hold, &QAbstractButton::clicked, this, [this] {
        const Job *job = m_feed.service().job(JobId(m_id));
        if (job)
            job->status == JobStatus::Paused ? (void)m_desk.goOn({job->id}) : (void)m_desk.hold({job->id});
    });
    connect(m_edit, &QAbstractButton::clicked, this, [this] { Q_EMIT editRequested(m_id); });
}

void JobPage::showJob(const QString &id)
{
    if (m_id != id) {
        m_id = id;
        m_shownState.clear();
    }
    if (m_list->current().text() != id)
        m_list->choose({JobId(id)});
    if (const int row = m_model.rowOf(id); row >= 0 && m_list->currentIndex().row() != row)
        m_list->setCurrentIndex(m_model.index(row));
    refresh();
}

void JobPage::refresh()
{
    const Job *job = m_feed.service().job(JobId(m_id));
    if (!job)
        return m_id.isEmpty() ? void() : Q_EMIT closed();
    m_title->setText((m_model.numbers().of(*job) + u' ' + jobName(*job)).trimmed());
    const PlannedRun *run = m_feed.plannedRun(job->id);
    m_state->setText(run && !job->isWithServer() ? tr("Next: %1").arg(m_feed.plan().servers[static_cast<size_t>(run->server)].name)
                     : job->serverName.isEmpty() ? jobStatusWord(job->status)
                                                 : tr("%1, %2").arg(jobStatusWord(job->status), job->serverName));
    m_state->updateGeometry();
    const bool waits = job->isWaiting();
    m_main->setVisible(job->status != JobStatus::Completed);
    m_main->setText(job->isWithServer() ? tr("Cancel") : waits ? tr("Run next") : tr("Try again"));
    m_hold->setVisible(waits);
    m_hold->setText(job->status == JobStatus::Paused ? tr("Go on") : tr("Hold"));
    m_edit->setVisible(waits || job->status == JobStatus::Failed || job->status == JobStatus::Cancelled);
    m_edit->setText(waits ? tr("Edit while it waits") : tr("Try again with changes"));
    m_strip->show(*job, m_feed);
    m_planTitle->setText(m_strip->title());
    m_planSource->setText(m_strip->source());
    static_cast<PictureBox *>(m_picture)->setJob(m_id);
    const QString kind = m_pictures.kindOf(*job);
    m_pictureWords->setText(kind == u"preview" ? tr("live, %1").arg(progressWords(*job))
                            : kind == u"take"  ? tr("what it made")
                            : kind == u"start" ? tr("the picture it starts from")
                                               : tr("no picture yet"));
    m_prompt->setText(job->prompt.isEmpty() ? tr("none, an own workflow") : job->prompt.left(1200));
    if (m_why->isVisible())
        m_why->showJob(job->id);
    const QString state = m_id + QString::number(job->revision);
    if (state == m_shownState)
        return;
    m_shownState = state;
    showValues(*job);
    showAdvice(*job);
    showLog(*job);
    const auto graph = parseJsonObject(job->graph.toUtf8(), QStringLiteral("graph"));
    m_request->setPlainText(graph ? QString::fromUtf8(QJsonDocument(*graph).toJson()) : tr("It is composed when a server takes the job."));
    std::vector<ListRow> models;
    for (const QString &file : job->models) {
        ListRow row;
        row.icon = QStringLiteral("check");
        row.title = file;
        row.detail = folderHint(file);
        models.push_back(row);
    }
    if (models.empty()) {
        ListRow row;
        row.title = tr("Known when a server takes the job");
        row.detail = job->modelName;
        models.push_back(row);
    }
    m_models->setRows(std::move(models));
}

void JobPage::showValues(const Job &job)
{
    clearLayout(m_values->layout());
    for (const JobValue &value : jobValues(job)) {
        auto *row = new QWidget(m_values);
        row->setFixedHeight(23);
        auto *layout = new QHBoxLayout(row);
        layout->setContentsMargins(0, 0, 0, 0);
        auto *name = new TextLabel(value.name, TextStyle::CaptionLight, Ink::Secondary, row);
        name->setFixedWidth(78);
        layout->addWidget(name);
        layout->addWidget(new TextLabel(value.value, TextStyle::Caption, Ink::Primary, row), 1);
        m_values->layout()->addWidget(row);
        row->show();
    }
    static_cast<QVBoxLayout *>(m_values->layout())->addStretch(1);
}

// What went wrong and what can be done, as buttons.
void JobPage::showAdvice(const Job &job)
{
    clearLayout(m_advice->layout());
    const bool isBad = job.status == JobStatus::Failed || job.status == JobStatus::Blocked;
    m_advice->setVisible(isBad);
    const auto problem = job.problem();
    if (!isBad || !problem)
        return m_advice->setVisible(false);
    auto *card = new Plate(Plate::Level::Card, m_advice);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(12, 9, 12, 9);
    layout->setSpacing(4);
    auto *title = new TextLabel(problem->text(), TextStyle::Strong, job.status == JobStatus::Failed ? Ink::Danger : Ink::Warning, card);
    title->setWrap(true);
    layout->addWidget(title);
    if (!problem->detail().isEmpty()) {
        auto *detail = new TextLabel(problem->detail().left(400), TextStyle::CaptionLight, Ink::Secondary, card);
        detail->setWrap(true);
        layout->addWidget(detail);
    }
    auto *buttons = new QHBoxLayout;
    const auto button = [&](const QString &text, const std::function<void()> &run) {
        auto *made = new PushButton(text, ControlKind::Default, card);
        connect(made, &QAbstractButton::clicked, this, run);
        buttons->addWidget(made);
    };
    if (const auto size = smallerSize(job); size && problem->code() == ProblemCode::OutOfMemory) {
        button(tr("Try %1 x %2").arg(size->width()).arg(size->height()), [this, id = job.id, params = withSize(job.params, *size)] {
            (void)m_desk.retryWith(id, {.prompt = {}, .negative = {}, .params = params, .maxAttempts = {}});
        });
    }
    if (job.status == JobStatus::Failed) {
        button(tr("Try again"), [this, id = job.id] { (void)m_desk.retry({id}); });
        button(tr("Try again with changes"), [this, id = job.id] { Q_EMIT editRequested(id.text()); });
    }
    if (job.status == JobStatus::Blocked && problem->entityKind() == u"job" && m_feed.service().job(JobId(problem->entity())))
        button(tr("Retry what it needs"), [this, id = JobId(problem->entity())] { (void)m_desk.retry({id}); });
    if (job.pinned && job.isWaiting())
        button(tr("Let any server take it"), [this, id = job.id] { (void)m_desk.sendTo({id}, {}, false); });
    buttons->addStretch(1);
    layout->addLayout(buttons);
    m_advice->layout()->addWidget(card);
    card->show();
}

void JobPage::showLog(const Job &job)
{
    std::vector<ListRow> rows;
    const auto story = m_feed.service().store().storyOf(job.id);
    ListRow first;
    first.icon = QStringLiteral("info");
    first.iconInk = Ink::Tertiary;
    first.title = tr("Queued, priority %1").arg(job.priority);
    first.figure = exactClock(timeFrom(job.createdAt));
    rows.push_back(first);
    if (story) {
        for (const Decision &line : *story) {
            ListRow row;
            const bool isBad = line.kind == u"failed" || line.kind == u"blocked" || line.kind == u"retried" || line.kind == u"unknown";
            row.icon = line.kind == u"completed" ? QStringLiteral("check") : isBad ? QStringLiteral("warning") : QStringLiteral("info");
            row.iconInk = line.kind == u"completed" ? Ink::Success : isBad ? Ink::Warning : Ink::Tertiary;
            row.title = line.server.isEmpty() ? line.reason : QStringLiteral("%1  (%2)").arg(line.reason, line.server);
            row.figure = exactClock(timeFrom(line.at));
            rows.push_back(std::move(row));
        }
    }
    m_log->setRows(std::move(rows));
    m_log->scrollToBottom();
}

void JobPage::takeMain()
{
    const Job *job = m_feed.service().job(JobId(m_id));
    if (!job)
        return;
    if (job->isWithServer())
        (void)m_desk.cancel({job->id});
    else if (job->isWaiting())
        (void)m_desk.runNext({job->id});
    else
        (void)m_desk.retry({job->id});
}

void JobPage::resizeEvent(QResizeEvent *)
{
    const bool narrow = width() < kNarrow;
    m_listPanel->setVisible(!narrow);
    const bool whyTab = narrow && m_tabs->current() == 3;
    if (!narrow && m_tabs->current() == 3)
        m_tabs->setCurrent(0);
    const int left = narrow ? 0 : kListWidth + kGap;
    const int right = narrow && !whyTab ? 0 : kWhyWidth + kGap;
    m_listPanel->setGeometry(0, 0, kListWidth, height());
    m_panel->setGeometry(left, 0, width() - left - right, height());
    m_why->setVisible(!narrow || whyTab);
    m_why->setGeometry(width() - kWhyWidth, 0, kWhyWidth, height());
    m_picture->setFixedHeight(height() < 640 ? 135 : 207);
    if (m_why->isVisible() && !m_id.isEmpty())
        m_why->showJob(JobId(m_id));
}

} // namespace sc::ui
