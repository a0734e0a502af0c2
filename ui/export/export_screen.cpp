// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export_screen.h"

#include "core/base/text.h"
#include "core/base/timecode.h"
#include "core/library/library.h"
#include "core/planning/beat_audit.h"
#include "core/playback/player.h"
#include "core/playback/project_media.h"
#include "core/project/media_lengths.h"
#include "core/project/missing_media.h"
#include "core/project/project_session.h"
#include "core/timeline/problem_fixes.h"
#include "ui/export/export_figures.h"
#include "ui/export/export_form.h"
#include "ui/export/export_outcome.h"
#include "ui/export/export_presets.h"
#include "ui/export/export_problems.h"
#include "ui/export/export_running.h"
#include "ui/export/export_strip.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/ways_out.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QLocale>
#include <QtCore/QStorageInfo>
#include <QtCore/QUrl>
#include <QtGui/QDesktopServices>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QStackedLayout>

#include <algorithm>

namespace sc::ui {

namespace {

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
    : QWidget(parent),
      m_context(context),
      m_runner(new ExportRunner(this)),
      m_own(render::presetsFromText(context.library().setting(render::kPresetsSetting)))
{
    build();
    m_refreshSoon.setSingleShot(true);
    m_refreshSoon.setInterval(80);
    connect(&m_refreshSoon, &QTimer::timeout, this, &ExportScreen::refresh);
    connect(&context, &AppContext::sessionChanged, this, &ExportScreen::watchSession);
    connect(m_runner, &ExportRunner::progressed, this, [this] { m_running->setRunning(m_runner->running()); });
    connect(m_runner, &ExportRunner::ended, this, &ExportScreen::onEnded);
    connect(m_runner, &ExportRunner::failed, this, &ExportScreen::reportFailure);
    connect(&context, &AppContext::problemActionChosen, this, [this](const Problem &problem, const QString &action) {
        if (problem.entityKind() != about::kExport || action != u"choose.place")
            return;
        Q_EMIT m_context.screenRequested(ScreenId::Export);
        chooseDestination();
    });
    addActions();
    m_presets->setPresets(m_own, nullptr);
    m_running->setRunning({});
    choosePreset(QStringLiteral("finalcut"));
    watchSession();
}

ExportScreen::~ExportScreen() = default;

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
    if (std::exchange(m_stale, false)) {
        const auto &song = timeline.project.song;
        m_strip->setProgram(timeline, song ? std::make_shared<const audio::WaveformPyramid>(session->waveform()) : nullptr);
        m_presets->setPresets(m_own, &timeline.project);
        showFigures();
        showRuns();
    }
    m_form->setExport(m_job.kind, m_job.options, timeline);
    m_form->setLoop(m_context.player().loop());
    m_job.range = m_form->range();
    showJob();
    showPreflight();
}

void ExportScreen::showFigures()
{
    const project::ProjectSession *session = m_context.session();
    const timeline::Timeline &timeline = session->timeline();
    const planning::AuditReport audit = planning::auditBeats(timeline);
    const auto shots = static_cast<int>(timeline::liveClips(timeline).size());
    const auto made = static_cast<int>(playback::mediaOf(*session).size());
    std::vector<ExportFigure> figures{
        {QLocale().toString(shots), tr("shots"), Ink::Primary},
        {formatClock(timeline::programLength(timeline), 0), tr("length at %1").arg(timeline.project.frameRate.displayName()), Ink::Primary},
        {QLocale().toString(made), tr("with a take"), made == shots ? Ink::Success : Ink::Primary},
        {QLocale().toString(shots - made), tr("missing"), made < shots ? Ink::Warning : Ink::Success},
        {QLocale().toString(audit.offBeat), tr("off the beat"), audit.offBeat > 0 ? Ink::Warning : Ink::Success},
    };
    const auto &song = timeline.project.song;
    if (song && song->loudnessLufs)
        figures.push_back({QLocale().toString(*song->loudnessLufs + timeline.project.songGainDb, 'f', 1), tr("LUFS"), Ink::Primary});
    m_figures->setFigures(std::move(figures));
    m_subtitle->setText(tr("Project %1, %n shot(s)", nullptr, shots).arg(timeline.project.name));
    m_export->setDisabledReason(shots == 0 ? tr("There is no shot yet. Plan some on the timeline.") : QString());
}

void ExportScreen::showPreflight()
{
    const project::ProjectSession *session = m_context.session();
    const timeline::Timeline &timeline = session->timeline();
    PreflightFacts facts;
    facts.missing = project::findMissingFiles(*session);
    facts.mediaLength = project::mediaLengthsOf(session);
    const playback::ShotMediaMap media = playback::mediaOf(*session);
    for (const timeline::Clip *clip : timeline::liveClips(timeline)) {
        if (!media.contains(clip->id))
            facts.without.push_back(clip->id);
    }
    facts.destination = m_job.destination;
    facts.isReplaced = QFileInfo::exists(m_job.destination) && m_job.kind != u"scenes";
    const QString name = safeFileName(timeline.project.name);
    if (!m_ownDestination && name != timeline.project.name)
        facts.cleanedName = name;
    m_problems->setReadOnly(session->isReadOnly());
    m_problems->setProblems(preflightOf(timeline, facts));
}

void ExportScreen::showRuns()
{
    project::ProjectSession *session = m_context.session();
    if (session == nullptr)
        return m_problems->setRuns({});
    const auto records = project::ExportLog(*session).records();
    m_problems->setRuns(records ? *records : std::vector<project::ExportRecord>());
}

void ExportScreen::takeForm()
{
    m_job.options = m_form->options();
    m_job.range = m_form->range();
    m_edited.insert(m_presets->current(), m_job.options);
    showJob();
}

// The place follows the preset and the options' own ending until the person chose one.
void ExportScreen::showJob()
{
    const project::ProjectSession *session = m_context.session();
    if (session == nullptr)
        return;
    const QString suffix = render::exportSuffix(m_job.kind, m_job.options);
    if (!m_ownDestination) {
        const bool isUsual = m_presetName == session->timeline().project.name;
        const QString name = safeFileName(session->timeline().project.name);
        const bool isMovie = m_job.kind == u"video" || m_job.kind == u"animatic" || m_job.kind == u"images";
        const QString stem = isMovie && !isUsual ? safeFileName(name + QStringLiteral(" - ") + m_presetName) : name;
        m_job.destination = session->bundle() + QStringLiteral("/exports/") + stem + suffix;
    } else if (!suffix.isEmpty() && !m_job.destination.endsWith(suffix, Qt::CaseInsensitive)) {
        const QFileInfo chosen(m_job.destination);
        m_job.destination = chosen.absolutePath() + u'/' + chosen.completeBaseName() + suffix;
    }
    m_place->setText(QDir::toNativeSeparators(m_job.destination));
    const QStorageInfo storage(existingAbove(QFileInfo(m_job.destination).absolutePath()));
    m_free->setText(storage.isValid() ? tr("%1 free").arg(humanSize(storage.bytesAvailable())) : QString());
    m_strip->setRange(m_job.range);
    m_outcome->setRows(outcomeOf(session->timeline(), m_job), tr("read back and checked after writing"));
}

void ExportScreen::setDestination(const QString &path)
{
    m_job.destination = path;
    m_ownDestination = true;
    showJob();
    if (m_context.session() != nullptr)
        showPreflight();
}

void ExportScreen::chooseDestination()
{
    const QString suffix = render::exportSuffix(m_job.kind, m_job.options);
    QString file = QFileDialog::getSaveFileName(this, tr("Export to"), m_job.destination,
                                                suffix.isEmpty() ? QString() : QStringLiteral("*%1").arg(suffix), nullptr,
                                                QFileDialog::DontConfirmOverwrite);
    if (file.isEmpty())
        return;
    if (!suffix.isEmpty() && !file.endsWith(suffix, Qt::CaseInsensitive))
        file += suffix;
    setDestination(file);
}

void ExportScreen::startExport()
{
    const project::ProjectSession *session = m_context.session();
    if (session == nullptr || !m_export->isEnabled())
        return;
    showJob();
    auto input = render::exportInputOf(*session, m_job.kind);
    if (!input)
        return reportFailure(input.error());
    const auto started =
        m_runner->start(m_presetName, std::make_shared<const render::ExportInput>(std::move(*input)), m_job, session->bundle());
    if (!started)
        return reportFailure(started.error());
    m_context.actions().refresh();
}

void ExportScreen::reportFailure(const Problem &problem)
{
    // Only a place that cannot take the file is answered by another place; the rest keeps what it is about.
    const bool place = problem.code() == ProblemCode::PermissionDenied || problem.code() == ProblemCode::InsufficientStorage;
    Q_EMIT m_context.problemRaised(place ? problem.withEntity(about::kExport.toString(), m_job.destination) : problem);
}

void ExportScreen::onEnded(const project::ExportRecord &record, const QString &bundle)
{
    project::ProjectSession *session = m_context.session();
    if (session != nullptr && session->bundle() == bundle && !session->isReadOnly()) {
        (void)reported(m_context, project::ExportLog(*session).add(record));
        showRuns();
        if (isVisible())
            refresh();
    }
    m_context.actions().refresh();
    if (record.end != project::ExportEnd::Done)
        return;
    const QString text = record.notices.isEmpty() ? humanSize(record.bytes) : record.notices.first();
    const auto level = record.notices.isEmpty() ? Notice::Level::Success : Notice::Level::Warning;
    Q_EMIT m_context.noticeRaised(
        {level, tr("%1 is ready").arg(QFileInfo(record.destination).fileName()), text, tr("Show"), [file = record.destination] {
             const QFileInfo info(file);
             QDesktopServices::openUrl(QUrl::fromLocalFile(info.isDir() ? file : info.absolutePath()));
         }});
}

void ExportScreen::fix(const std::vector<timeline::FindingKind> &kinds)
{
    project::ProjectSession *session = m_context.session();
    if (session == nullptr)
        return;
    const std::vector<Beat> beats = timeline::timelineBeats(session->timeline());
    const auto fixed = timeline::fixProblems(session->timeline(), {kinds, {}, beats, project::mediaLengthsOf(session)});
    if (!reported(m_context, fixed))
        return;
    if (fixed->fixed > 0 && !reported(m_context, session->apply(tr("Fix before export"), fixed->timeline)))
        return;
    const QString left = fixed->left.empty() ? QString() : fixed->left.front().why;
    Q_EMIT m_context.noticeRaised({fixed->left.empty() ? Notice::Level::Success : Notice::Level::Info,
                                   tr("%n problem(s) fixed", nullptr, fixed->fixed),
                                   left,
                                   {},
                                   {}});
}

void ExportScreen::resizeEvent(QResizeEvent *)
{
    const bool narrow = width() < 1100;
    m_outcome->setVisible(height() >= 640);
    m_presets->setNarrow(narrow);
    m_form->setNarrow(width() < 1240);
    m_problems->setFixedWidth(narrow ? 236 : 376);
}

} // namespace sc::ui
