// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/project_media.h"
#include "ui/export/export_screen.h"

#include "core/base/text.h"
#include "core/base/timecode.h"
#include "core/planning/beat_audit.h"
#include "core/playback/player.h"
#include "core/project/project_session.h"
#include "ui/export/export_figures.h"
#include "ui/export/export_form.h"
#include "ui/export/export_outcome.h"
#include "ui/export/export_presets.h"
#include "ui/export/export_problems.h"
#include "ui/export/export_strip.h"
#include "ui/theme/icons.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/progress.h"
#include "ui/widgets/state_page.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/ways_out.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QStorageInfo>
#include <QtCore/QUrl>
#include <QtGui/QDesktopServices>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QStackedLayout>

namespace sc::ui {

namespace {

// The well that shows where the file goes.
class PlaceField : public Plate
{
public:
    PlaceField() : Plate(Level::Well)
    {
        setFixedHeight(40);
        setCornerRadius(radius::kButtonLarge);
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        Plate::paintEvent(event);
        QPainter painter(this);
        drawIconCentred(painter, QStringLiteral("folder"), QRectF(11, 0, 17, height()), 17, themeOf(this).text.secondary);
    }
};

// The nearest folder above that exists: a new one has no free space of its own.
QString existingAbove(QString path)
{
    while (!path.isEmpty() && !QFileInfo::exists(path)) {
        const QString up = QFileInfo(path).absolutePath();
        if (up == path)
            break;
        path = up;
    }
    return path;
}

} // namespace

ExportScreen::ExportScreen(AppContext &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_runner(new ExportRunner(context.library(), this))
{
    build();
    m_refreshSoon.setSingleShot(true);
    m_refreshSoon.setInterval(80);
    connect(&m_refreshSoon, &QTimer::timeout, this, &ExportScreen::refresh);
    connect(&context, &AppContext::sessionChanged, this, &ExportScreen::watchSession);
    connect(m_runner, &ExportRunner::progressed, this, [this](double fraction) {
        m_progress->setFraction(fraction);
        m_status->setText(tr("Exporting, %1 %").arg(qRound(fraction * 100)));
    });
    connect(m_runner, &ExportRunner::finished, this, &ExportScreen::onFinished);
    connect(m_runner, &ExportRunner::failed, this, [this](const Problem &problem) {
        showRunning(false);
        reportFailure(problem);
    });
    connect(&context, &AppContext::problemActionChosen, this, [this](const Problem &problem, const QString &action) {
        if (problem.entityKind() != about::kExport || action != u"choose.place")
            return;
        Q_EMIT m_context.screenRequested(ScreenId::Export);
        chooseDestination();
    });
    m_context.actions().add({QStringLiteral("export.run"),
                             tr("Export"),
                             tr("Export"),
                             QStringLiteral("export"),
                             {QKeySequence(QStringLiteral("Ctrl+E"))},
                             [this] { startExport(); },
                             [this] { return m_context.session() != nullptr && !m_runner->isRunning(); },
                             false,
                             this});
    m_problems->setRuns(m_runner->lastRuns());
    setKind(ExportKind::FinalCut);
    showRunning(false);
    watchSession();
}

ExportScreen::~ExportScreen() = default;

void ExportScreen::build()
{
    m_pages = new QStackedLayout(this);
    auto *page = new QWidget;
    auto *columns = new QHBoxLayout(page);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(space::kGutter);
    m_presets = new ExportPresets;
    columns->addWidget(m_presets);
    columns->addWidget(buildSummary(), 1);
    m_problems = new ExportProblems;
    columns->addWidget(m_problems);
    m_pages->addWidget(page);

    auto *nothing = new Panel;
    auto *fill = new QVBoxLayout(nothing);
    m_empty = new EmptyState(QStringLiteral("export"), tr("Nothing to export yet"),
                             tr("Open a project, or make one from a song: its cut can then go to Final Cut Pro or become a movie."));
    m_empty->addAction(tr("Go to the library"), true, [this] { Q_EMIT m_context.screenRequested(ScreenId::Library); });
    fill->addWidget(m_empty);
    m_pages->addWidget(nothing);

    connect(m_presets, &ExportPresets::chosen, this, &ExportScreen::setKind);
    connect(m_form, &ExportForm::changed, this, [this] {
        m_form->read(m_settings);
        showOutcome();
        m_strip->setRange(m_settings.kind == ExportKind::Movie ? m_settings.range : std::nullopt);
    });
    connect(m_problems, &ExportProblems::showRequested, this, [this](Ticks at) {
        Q_EMIT m_context.screenRequested(ScreenId::Timeline);
        m_context.player().seek(at);
    });
}

Panel *ExportScreen::buildSummary()
{
    auto *panel = new Panel;
    auto *rows = new QVBoxLayout(panel);
    rows->setContentsMargins(18, 12, 18, 16);
    rows->setSpacing(0);
    m_title = new TextLabel({}, TextStyle::Figure);
    m_subtitle = new TextLabel({}, TextStyle::Body, Ink::Secondary);
    rows->addWidget(m_title);
    rows->addWidget(m_subtitle);
    rows->addSpacing(10);
    m_strip = new ExportStrip;
    rows->addWidget(m_strip);
    m_figures = new ExportFigures;
    rows->addWidget(m_figures);
    rows->addWidget(new Hairline);
    m_form = new ExportForm;
    rows->addWidget(m_form, 1);
    m_outcome = new ExportOutcome;
    rows->addWidget(m_outcome);
    rows->addSpacing(14);
    rows->addWidget(new Hairline);
    rows->addSpacing(14);
    rows->addWidget(buildFoot());
    return panel;
}

QWidget *ExportScreen::buildFoot()
{
    auto *foot = new QWidget;
    auto *column = new QVBoxLayout(foot);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    m_status = new TextLabel({}, TextStyle::Body, Ink::Secondary);
    m_progress = new ProgressBar;
    column->addWidget(m_status);
    column->addWidget(m_progress);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::kPadding);
    auto *place = new PlaceField;
    auto *inside = new QHBoxLayout(place);
    inside->setContentsMargins(38, 0, 8, 0);
    m_place = new TextLabel;
    m_place->setElide(Qt::ElideMiddle);
    inside->addWidget(m_place, 1);
    m_free = new TextLabel({}, TextStyle::CaptionLight, Ink::Secondary);
    inside->addWidget(m_free);
    m_change = new PushButton(tr("Change"));
    m_change->setButtonSize(ButtonSize::Small);
    inside->addWidget(m_change);
    row->addWidget(place, 1);
    m_export = new PushButton(tr("Export"), ControlKind::Primary);
    m_export->setIconName(QStringLiteral("export"));
    m_export->setButtonSize(ButtonSize::Hero);
    row->addWidget(m_export);
    m_cancel = new PushButton(tr("Cancel"));
    m_cancel->setButtonSize(ButtonSize::Hero);
    row->addWidget(m_cancel);
    column->addLayout(row);
    connect(m_change, &QPushButton::clicked, this, &ExportScreen::chooseDestination);
    connect(m_export, &QPushButton::clicked, this, &ExportScreen::startExport);
    connect(m_cancel, &QPushButton::clicked, m_runner, &ExportRunner::cancel);
    return foot;
}

void ExportScreen::watchSession()
{
    m_ownDestination = false;
    if (project::ProjectSession *session = m_context.session())
        connect(session, &project::ProjectSession::changed, this, [this] {
            m_stale = true;
            if (isVisible())
                m_refreshSoon.start();
        });
    m_stale = true;
    if (isVisible())
        refresh();
}

void ExportScreen::showEvent(QShowEvent *)
{
    // The loop may have changed as well, and nothing tells of that.
    refresh();
}

void ExportScreen::refresh()
{
    const project::ProjectSession *session = m_context.session();
    m_pages->setCurrentIndex(session == nullptr ? 1 : 0);
    if (session == nullptr)
        return;
    const timeline::Timeline &timeline = session->timeline();
    const FrameRate rate = timeline.project.frameRate;
    m_form->setProgram(timeline, m_context.player().loop());
    m_form->read(m_settings);
    showDestination();
    if (!std::exchange(m_stale, false))
        return;
    const auto &song = timeline.project.song;
    m_strip->setProgram(timeline, song ? std::make_shared<const audio::WaveformPyramid>(session->waveform()) : nullptr);
    const planning::AuditReport audit = planning::auditBeats(timeline);
    const auto shots = timeline::liveClips(timeline).size();
    std::vector<ExportFigure> figures{
        {QLocale().toString(static_cast<qulonglong>(shots)), tr("shots"), Ink::Primary},
        {formatClock(timeline::programLength(timeline), 0), tr("length at %1").arg(rate.displayName()), Ink::Primary},
        {QString::number(audit.offBeat), tr("off the beat"), audit.offBeat > 0 ? Ink::Warning : Ink::Success},
        {QLocale().toString(audit.meanFrames, 'f', 2), tr("frames off, mean"), Ink::Primary},
    };
    if (song && song->loudnessLufs)
        figures.push_back({QLocale().toString(*song->loudnessLufs, 'f', 1), tr("LUFS"), Ink::Primary});
    m_figures->setFigures(std::move(figures));
    const bool songMissing = song && !QFileInfo::exists(session->absolutePath(song->media));
    m_problems->setProblems(preflightOf(timeline, songMissing));
    m_presets->setDetails(tr("FCPXML 1.9 to 1.11"), tr("H.264, %1p%2").arg(timeline.project.height).arg(rate.nominal()));
    m_subtitle->setText(tr("Project %1, %n shot(s)", nullptr, static_cast<int>(shots)).arg(timeline.project.name));
    m_export->setDisabledReason(shots == 0 ? tr("There is no shot yet. Plan some on the timeline.") : QString());
}

void ExportScreen::setKind(ExportKind kind)
{
    m_settings.kind = kind;
    m_ownDestination = false;
    m_presets->setCurrent(kind);
    m_form->setKind(kind);
    m_form->read(m_settings);
    m_title->setText(exportName(kind));
    m_strip->setRange(kind == ExportKind::Movie ? m_settings.range : std::nullopt);
    showDestination();
}

void ExportScreen::showDestination()
{
    const project::ProjectSession *session = m_context.session();
    if (session == nullptr)
        return;
    if (!m_ownDestination)
        m_settings.destination = defaultDestination(session->bundle(), session->timeline().project.name, m_settings.kind);
    m_place->setText(QDir::toNativeSeparators(m_settings.destination));
    const QStorageInfo storage(existingAbove(QFileInfo(m_settings.destination).absolutePath()));
    showOutcome();
    m_free->setText(storage.isValid() ? tr("%1 free").arg(humanSize(storage.bytesAvailable())) : QString());
}

void ExportScreen::showOutcome()
{
    if (const project::ProjectSession *session = m_context.session())
        m_outcome->setRows(outcomeOf(session->timeline(), m_settings), m_settings.kind == ExportKind::FinalCut
                                                                           ? tr("read back and checked after writing")
                                                                           : tr("an older file stays until this one is whole"));
}

void ExportScreen::chooseDestination()
{
    const QString suffix = exportSuffix(m_settings.kind);
    QString file = QFileDialog::getSaveFileName(this, tr("Export to"), m_settings.destination, QStringLiteral("*%1").arg(suffix));
    if (file.isEmpty())
        return;
    if (!file.endsWith(suffix, Qt::CaseInsensitive))
        file += suffix;
    m_settings.destination = file;
    m_ownDestination = true;
    showDestination();
}

void ExportScreen::startExport()
{
    const project::ProjectSession *session = m_context.session();
    if (session == nullptr)
        return;
    m_form->read(m_settings);
    const auto &song = session->timeline().project.song;
    const auto started = m_runner->start(session->timeline(), song ? session->absolutePath(song->media) : QString(), m_settings,
                                         playback::mediaOf(*session));
    if (!started)
        return reportFailure(started.error());
    showRunning(true);
}

void ExportScreen::reportFailure(const Problem &problem)
{
    // Only a place that cannot take the file is answered by another place; the rest keeps what it is about.
    const bool place = problem.code() == ProblemCode::PermissionDenied || problem.code() == ProblemCode::InsufficientStorage;
    Q_EMIT m_context.problemRaised(place ? problem.withEntity(about::kExport.toString(), m_settings.destination) : problem);
}

void ExportScreen::showRunning(bool running)
{
    m_progress->setVisible(running);
    m_progress->setFraction(running ? -1 : 0);
    m_status->setVisible(running);
    m_status->setText(tr("Exporting"));
    m_cancel->setVisible(running);
    m_export->setVisible(!running);
    m_change->setEnabled(!running);
    m_context.actions().refresh();
}

void ExportScreen::onFinished(const ExportRun &run)
{
    showRunning(false);
    m_problems->setRuns(m_runner->lastRuns());
    const QString text = run.notices.isEmpty() ? humanSize(run.bytes) : run.notices.first();
    Q_EMIT m_context.noticeRaised({Notice::Level::Success, tr("%1 is ready").arg(QFileInfo(run.file).fileName()), text, tr("Show"),
                                   [file = run.file] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(file).absolutePath())); }});
    showDestination();
}

void ExportScreen::resizeEvent(QResizeEvent *)
{
    const bool narrow = width() < 1100;
    m_outcome->setVisible(height() >= 640);
    m_presets->setNarrow(narrow);
    m_problems->setFixedWidth(narrow ? 236 : 376);
}

} // namespace sc::ui
