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
#include "ui/theme/icons.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/state_page.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/ways_out.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QLocale>
#include <QtCore/QStorageInfo>
#include <QtCore/QUrl>
#include <QtGui/QDesktopServices>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QInputDialog>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QStackedLayout>

#include <algorithm>

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

void ExportScreen::addActions()
{
    const auto add = [this](const char *id, const QString &text, const char *icon, const QString &keys, const std::function<void()> &run,
                            const std::function<bool()> &enabled, QWidget *scope) {
        m_context.actions().add({QLatin1String(id), text, tr("Export"), QLatin1String(icon),
                                 keys.isEmpty() ? QList<QKeySequence>() : QList<QKeySequence>{QKeySequence(keys)}, run, enabled, false,
                                 scope});
    };
    const auto hasProject = [this] { return m_context.session() != nullptr; };
    add(
        "export.run", tr("Export"), "export", QStringLiteral("Ctrl+E"), [this] { startExport(); }, hasProject, this);
    add(
        "export.place", tr("Choose where the export goes"), "folder", QStringLiteral("Ctrl+Shift+E"), [this] { chooseDestination(); },
        hasProject, this);
    add(
        "export.keep", tr("Keep the options as a preset"), "plus", {}, [this] { askForPreset(); }, hasProject, this);
    add(
        "export.cancel", tr("Cancel all exports"), "close", {}, [this] { m_runner->cancelAll(); }, [this] { return m_runner->isRunning(); },
        nullptr);
    for (const render::ExportPreset &preset : render::builtInPresets()) {
        m_context.actions().add({QStringLiteral("export.preset.") + preset.id,
                                 tr("Export: %1").arg(preset.name),
                                 tr("Export"),
                                 QStringLiteral("export"),
                                 {},
                                 [this, id = preset.id] {
                                     Q_EMIT m_context.screenRequested(ScreenId::Export);
                                     choosePreset(id);
                                 },
                                 hasProject,
                                 false,
                                 nullptr});
    }
}

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
                             tr("Open a project, or make one from a song: its cut can then go to an editor or become a movie."));
    m_empty->addAction(tr("Go to the library"), true, [this] { Q_EMIT m_context.screenRequested(ScreenId::Library); });
    fill->addWidget(m_empty);
    m_pages->addWidget(nothing);

    connect(m_presets, &ExportPresets::chosen, this, &ExportScreen::choosePreset);
    connect(m_presets, &ExportPresets::addRequested, this, &ExportScreen::askForPreset);
    connect(m_presets, &ExportPresets::renameRequested, this, &ExportScreen::renamePreset);
    connect(m_presets, &ExportPresets::deleteRequested, this, &ExportScreen::deletePreset);
    connect(m_form, &ExportForm::changed, this, &ExportScreen::takeForm);
    connect(m_running, &ExportRunning::cancelRequested, m_runner, &ExportRunner::cancel);
    connect(m_problems, &ExportProblems::showRequested, this, [this](Ticks at) {
        Q_EMIT m_context.screenRequested(ScreenId::Timeline);
        m_context.player().seek(at);
    });
    connect(m_problems, &ExportProblems::fixRequested, this, &ExportScreen::fix);
    connect(m_problems, &ExportProblems::generateRequested, &m_context, &AppContext::batchRequested);
    connect(m_problems, &ExportProblems::againRequested, this, [this](const project::ExportRecord &record) {
        for (const render::ExportPreset &each : allPresets()) {
            if (each.name != record.preset || each.kind != record.kind)
                continue;
            choosePreset(each.id);
            setDestination(record.destination);
            return;
        }
    });
}

QWidget *ExportScreen::buildHead()
{
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    m_title = new TextLabel({}, TextStyle::Figure);
    m_subtitle = new TextLabel({}, TextStyle::Body, Ink::Secondary);
    words->addWidget(m_title);
    words->addWidget(m_subtitle);
    row->addLayout(words, 1);
    m_keep = new PushButton(tr("Save as preset"), ControlKind::Quiet);
    connect(m_keep, &QPushButton::clicked, this, &ExportScreen::askForPreset);
    row->addWidget(m_keep);
    return head;
}

Panel *ExportScreen::buildSummary()
{
    auto *panel = new Panel;
    auto *rows = new QVBoxLayout(panel);
    rows->setContentsMargins(18, 12, 18, 16);
    rows->setSpacing(0);
    rows->addWidget(buildHead());
    rows->addSpacing(10);
    m_strip = new ExportStrip;
    rows->addWidget(m_strip);
    m_figures = new ExportFigures;
    rows->addWidget(m_figures);
    rows->addWidget(new Hairline);
    m_form = new ExportForm;
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_form);
    m_form->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);
    rows->addWidget(scroll, 1);
    rows->addSpacing(8);
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
    column->setSpacing(4);
    m_running = new ExportRunning;
    column->addWidget(m_running);
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
    m_export->setObjectName(QStringLiteral("export"));
    m_export->setIconName(QStringLiteral("export"));
    m_export->setButtonSize(ButtonSize::Hero);
    row->addWidget(m_export);
    column->addLayout(row);
    connect(m_change, &QPushButton::clicked, this, &ExportScreen::chooseDestination);
    connect(m_export, &QPushButton::clicked, this, &ExportScreen::startExport);
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

std::vector<render::ExportPreset> ExportScreen::allPresets() const
{
    std::vector<render::ExportPreset> all = m_own;
    all.insert(all.end(), render::builtInPresets().begin(), render::builtInPresets().end());
    return all;
}

const render::ExportPreset *ExportScreen::preset(const QString &id) const
{
    const auto own = std::ranges::find(m_own, id, &render::ExportPreset::id);
    if (own != m_own.end())
        return &*own;
    const auto &builtIn = render::builtInPresets();
    const auto found = std::ranges::find(builtIn, id, &render::ExportPreset::id);
    return found == builtIn.end() ? nullptr : &*found;
}

void ExportScreen::choosePreset(const QString &id)
{
    const render::ExportPreset *chosen = preset(id);
    if (chosen == nullptr)
        return;
    m_presets->setCurrent(id);
    m_presetName = chosen->name;
    m_ownDestination = false;
    m_job.kind = chosen->kind;
    m_job.options = m_edited.value(id, chosen->options);
    m_title->setText(chosen->name);
    if (m_context.session() != nullptr && isVisible())
        refresh();
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

Result<> ExportScreen::keepPresets(const std::vector<render::ExportPreset> &presets)
{
    SC_TRY(m_context.library().setSetting(render::kPresetsSetting, render::toText(presets)));
    m_own = presets;
    const project::ProjectSession *session = m_context.session();
    m_presets->setPresets(m_own, session != nullptr ? &session->timeline().project : nullptr);
    return {};
}

Result<> ExportScreen::keepAsPreset(const QString &name)
{
    SC_TRY_ASSIGN(presets, render::withPreset(m_own, {{}, name, m_job.kind, m_job.options, false}));
    SC_TRY(keepPresets(presets));
    m_edited.remove(m_presets->current());
    choosePreset(m_own.back().id);
    return {};
}

void ExportScreen::askForPreset()
{
    bool isGood = false;
    const QString name = QInputDialog::getText(this, tr("Save as preset"), tr("Name of the preset"), QLineEdit::Normal, QString(), &isGood);
    if (isGood)
        (void)reported(m_context, keepAsPreset(name));
}

void ExportScreen::renamePreset(const QString &id)
{
    const render::ExportPreset *known = preset(id);
    if (known == nullptr)
        return;
    bool isGood = false;
    const QString name =
        QInputDialog::getText(this, tr("Rename preset"), tr("Name of the preset"), QLineEdit::Normal, known->name, &isGood);
    if (!isGood)
        return;
    render::ExportPreset renamed = *known;
    renamed.name = name;
    const auto presets = render::withPreset(m_own, renamed);
    if (reported(m_context, presets) && reported(m_context, keepPresets(*presets)))
        choosePreset(id);
}

void ExportScreen::deletePreset(const QString &id)
{
    std::vector<render::ExportPreset> presets = m_own;
    std::erase_if(presets, [&](const render::ExportPreset &each) { return each.id == id; });
    if (!reported(m_context, keepPresets(presets)))
        return;
    m_edited.remove(id);
    if (m_presets->current() == id)
        choosePreset(QStringLiteral("finalcut"));
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
