// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/analysis_screen.h"

#include "core/base/timecode.h"
#include "core/library/library.h"
#include "core/playback/player.h"
#include "core/project/project_session.h"
#include "ui/analysis/analysis_actions.h"
#include "ui/analysis/analysis_head.h"
#include "ui/analysis/beat_grid_view.h"
#include "ui/analysis/beat_panel.h"
#include "ui/analysis/compare_dialog.h"
#include "ui/analysis/correction_desk.h"
#include "ui/analysis/facts_column.h"
#include "ui/analysis/section_editor.h"
#include "ui/analysis/song_graphs.h"
#include "ui/analysis/song_view.h"
#include "ui/analysis/tempo_field.h"
#include "ui/theme/theme.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/progress.h"
#include "ui/widgets/state_page.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QLocale>
#include <QtCore/QSaveFile>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMenu>

#include <algorithm>

namespace sc::ui {

namespace {

constexpr int kFactsWide = 356;
constexpr int kNarrowBelow = 1140;
constexpr int kBeatsWanted = 294;
constexpr int kBeatsLeast = 186;
constexpr int kGraphsLeast = 260;
constexpr Ticks kTooShort = Ticks::seconds(1);

} // namespace

AnalysisScreen::AnalysisScreen(AppContext &context, QWidget *parent)
    : QWidget(parent),
      m_context(context),
      m_song(new SongView(this)),
      m_desk(new CorrectionDesk(context, this)),
      m_sections(new SectionEditor(m_song, m_desk, this))
{
    build();
    connectParts();
    connectLibrary();
    connectPlayer();
    addAnalysisActions(context.actions(), this);
    refresh();
}

AnalysisScreen::~AnalysisScreen() = default;

void AnalysisScreen::build()
{
    m_graphsPanel = new Panel(this);
    auto *graphs = new QVBoxLayout(m_graphsPanel);
    graphs->setContentsMargins(0, 0, 0, 0);
    graphs->setSpacing(0);
    m_head = new AnalysisHead(m_graphsPanel);
    m_graphs = new SongGraphs(m_song, m_graphsPanel);
    graphs->addWidget(m_head);
    graphs->addWidget(m_graphs, 1);
    m_beats = new BeatPanel(m_context, m_song, m_desk, this);
    m_facts = new FactsColumn(m_context, m_song, m_desk, this);

    m_statePanel = new Panel(this);
    auto *column = new QVBoxLayout(m_statePanel);
    m_stateWords = new EmptyState(QStringLiteral("analysis"), {}, {}, m_statePanel);
    m_stateAction = m_stateWords->addAction(tr("Analyse"), true, [this] { analyse({}); });
    m_stateCancel = m_stateWords->addAction(tr("Cancel"), false, [this] { cancelAnalysis(); });
    m_stateLibrary =
        m_stateWords->addAction(tr("Open the library"), false, [this] { Q_EMIT m_context.screenRequested(ScreenId::Library); });
    m_progress = new ProgressBar(m_statePanel);
    column->addStretch();
    column->addWidget(m_stateWords);
    auto *bar = new QHBoxLayout;
    bar->addStretch();
    m_progress->setFixedWidth(260);
    bar->addWidget(m_progress);
    bar->addStretch();
    column->addLayout(bar);
    column->addStretch();
}

void AnalysisScreen::connectParts()
{
    connect(m_head, &AnalysisHead::modeChosen, m_graphs, &SongGraphs::setMode);
    connect(m_head, &AnalysisHead::analyseRequested, this, &AnalysisScreen::analyse);
    connect(m_head, &AnalysisHead::cancelRequested, this, &AnalysisScreen::cancelAnalysis);
    connect(m_head, &AnalysisHead::compareRequested, this, &AnalysisScreen::compare);
    connect(m_head, &AnalysisHead::exportRequested, this, &AnalysisScreen::openExportMenu);
    connect(m_head, &AnalysisHead::factsRequested, this, [this] { setFactsOpen(!m_factsOpen); });
    connect(m_graphs, &SongGraphs::edgeMoved, m_sections, &SectionEditor::moveEdge);
    connect(m_graphs, &SongGraphs::sectionMenuRequested, m_sections, &SectionEditor::openMenu);
    connect(m_graphs, &SongGraphs::renameRequested, this, [this](size_t index) { m_sections->openRenameMenu(index, QCursor::pos()); });
    connect(m_facts, &FactsColumn::closeRequested, this, [this] { setFactsOpen(false); });
    connect(m_facts, &FactsColumn::correctTempoRequested, this, &AnalysisScreen::focusTempo);
    connect(m_facts, &FactsColumn::tempoChosen, m_beats, &BeatPanel::setTempo);
    connect(m_facts, &FactsColumn::metreChosen, m_beats, &BeatPanel::setMetre);
    connect(m_facts, &FactsColumn::resetGridRequested, m_beats, &BeatPanel::reset);
    connect(m_facts, &FactsColumn::loopRequested, this, &AnalysisScreen::loop);
    connect(m_desk, &CorrectionDesk::changed, this, [this] {
        if (m_state == State::Ready && !m_partial)
            showAnalysis();
        m_context.actions().refresh();
    });
    connect(m_song, &SongView::sectionChanged, this, [this] { m_context.actions().refresh(); });
}

void AnalysisScreen::connectLibrary()
{
    connect(&m_context, &AppContext::currentTrackChanged, this, &AnalysisScreen::refresh);
    connect(&m_context, &AppContext::sessionChanged, this, &AnalysisScreen::refresh);
    const library::Library &library = m_context.library();
    const auto isCurrent = [this](const TrackId &id) { return id == m_context.currentTrack(); };
    connect(&library, &library::Library::tracksChanged, this, &AnalysisScreen::refresh);
    connect(&library, &library::Library::trackChanged, this, [this, isCurrent](const TrackId &id) {
        if (isCurrent(id) && m_state != State::Ready)
            refresh();
    });
    connect(&library, &library::Library::analysisFinished, this, [this, isCurrent](const TrackId &id) {
        if (isCurrent(id)) {
            m_partial = false;
            showProgress({});
            refresh();
        } else if (m_state == State::Ready) {
            m_facts->refreshSimilar();
        }
    });
    connect(&library, &library::Library::correctionsChanged, this, [this, isCurrent](const TrackId &id) {
        if (isCurrent(id))
            m_desk->reread();
    });
    connect(&library, &library::Library::analysisProgress, this, [this, isCurrent](const TrackId &id, double fraction) {
        if (!isCurrent(id))
            return;
        if (m_state != State::Ready)
            showState(State::Working);
        m_progress->setFraction(fraction);
        showProgress(fraction);
    });
    connect(&library, &library::Library::analysisPartial, this, [this, isCurrent](const TrackId &id, const audio::Analysis &soFar) {
        if (isCurrent(id) && m_fraction)
            showPartial(soFar);
    });
    connect(&library, &library::Library::analysisFailed, this, [this, isCurrent](const TrackId &id, const Problem &problem) {
        if (!isCurrent(id))
            return;
        m_partial = false;
        showProgress({});
        refresh();
        // What was heard before stays; the window tells what went wrong.
        if (m_state != State::Ready && problem.code() != ProblemCode::Cancelled)
            showState(State::Failed, problem.text());
    });
}

void AnalysisScreen::connectPlayer()
{
    playback::Player &player = m_context.player();
    connect(m_song, &SongView::seekRequested, this, [this, &player](Ticks t) {
        takePlayer();
        if (isPlayed())
            player.seek(t + songStart());
        m_song->setPlayhead(t); // at once, whatever the player does with pictures
    });
    connect(&player, &playback::Player::positionChanged, this, [this](Ticks t) {
        if (isPlayed())
            m_song->setPlayhead(t - songStart());
    });
}

// In a project the program plays, in which the song may begin later; else the song alone.
Ticks AnalysisScreen::songStart() const
{
    return m_context.session() && m_context.previewTrack().isEmpty() ? m_context.session()->timeline().project.songOffset : Ticks();
}

bool AnalysisScreen::isPlayed() const
{
    if (!m_context.previewTrack().isEmpty() || m_context.session() == nullptr)
        return m_context.previewTrack() == m_context.currentTrack();
    const auto &song = m_context.session()->timeline().project.song;
    if (!song || !m_track)
        return false;
    const bool sameContent = !m_track->contentHash.isEmpty() && song->media.hash == m_track->contentHash;
    return sameContent || m_context.session()->absolutePath(song->media) == m_track->file;
}

void AnalysisScreen::takePlayer()
{
    if (!isPlayed() && !m_context.player().isPlaying())
        m_context.setPreviewTrack(m_context.currentTrack());
}

void AnalysisScreen::refresh()
{
    const TrackId id = m_context.currentTrack();
    const Result<library::Track> track = id.isEmpty() ? std::unexpected(Problem()) : m_context.library().track(id);
    const bool other = !m_track || !track || m_track->id != track->id;
    if (other) {
        m_partial = false;
        m_fraction.reset();
    }
    m_track = track ? std::make_unique<library::Track>(*track) : nullptr;
    if (other && !isPlayed())
        m_song->setPlayhead({});
    if (!track) {
        m_desk->setSong({}, nullptr);
        m_song->setAnalysis(nullptr);
        showState(State::NoSong);
        return;
    }
    if (m_partial)
        return;
    std::optional<audio::Analysis> measured = m_context.library().measuredAnalysis(id);
    if (measured) {
        m_state = State::Ready;
        m_desk->setSong(id, std::make_shared<const audio::Analysis>(std::move(*measured))); // shows it
        if (isPlayed())
            m_song->setPlayhead(m_context.player().position() - songStart());
        m_facts->setTrack(id);
        QString earlier;
        for (const library::Library::AnalysisNote &note : m_context.library().analysisHistory(id)) {
            if (!note.isCurrent && earlier.isEmpty())
                earlier = noteDate(note.madeAt);
        }
        m_head->setEarlier(earlier);
        showProgress(m_fraction);
        showState(State::Ready);
        return;
    }
    m_desk->setSong(id, nullptr);
    m_song->setAnalysis(nullptr);
    switch (track->status) {
    case library::TrackStatus::Error:
        showState(State::Failed, track->problem);
        break;
    case library::TrackStatus::Waiting:
    case library::TrackStatus::Analysing:
        showState(State::Working);
        break;
    default:
        showState(State::Waiting);
        break;
    }
}

void AnalysisScreen::showAnalysis()
{
    const std::shared_ptr<const audio::Analysis> analysis = m_desk->shown();
    if (!analysis || !m_track)
        return;
    QStringList details{formatClock(analysis->duration, 1), tr("%1 kHz").arg(QLocale().toString(analysis->sampleRate / 1000.0, 'g', 4))};
    if (!m_track->codec.isEmpty())
        details << m_track->codec.toUpper();
    if (analysis->channels == 1)
        details << tr("mono");
    m_head->setSong(m_track->title, details.join(QStringLiteral(", ")));
    QStringList notes = analysis->warnings;
    if (analysis->duration < kTooShort && notes.isEmpty())
        notes << tr("Too short: only length and loudness can be told.");
    else if (!analysis->integratedLufs && notes.isEmpty())
        notes << tr("The song is silent: there is nothing to hear in it.");
    m_head->setNotes(notes);
    m_graphs->setSectionsEdited(m_desk->corrections().sections.has_value());
    m_song->setAnalysis(analysis, m_track->file);
}

// The first time a song is listened to, what is known is shown as it comes; later the older analysis stays until then.
void AnalysisScreen::showPartial(const audio::Analysis &soFar)
{
    if (m_state == State::Ready && !m_partial)
        return;
    m_partial = true;
    m_desk->setSong(m_context.currentTrack(), std::make_shared<const audio::Analysis>(soFar));
    m_head->setEarlier({});
    showState(State::Ready);
    showAnalysis();
}

void AnalysisScreen::showProgress(std::optional<double> fraction)
{
    m_fraction = fraction;
    m_head->setProgress(fraction);
}

void AnalysisScreen::showState(State state, const QString &text)
{
    m_state = state;
    m_progress->setVisible(state == State::Working);
    m_stateAction->setVisible(state == State::Waiting || state == State::Failed);
    m_stateCancel->setVisible(state == State::Working);
    m_stateLibrary->setVisible(state == State::NoSong || state == State::Failed);
    switch (state) {
    case State::NoSong:
        m_stateWords->setWords(tr("No song is chosen"), tr("Choose one in the library to see what was heard in it."));
        break;
    case State::Waiting:
        m_stateWords->setWords(tr("Not analysed yet"),
                               tr("Tempo, beats, key, sections and loudness come from listening to the song once."));
        break;
    case State::Working:
        m_progress->setFraction(m_fraction.value_or(-1));
        m_stateWords->setWords(tr("Listening to the song"), tr("Beats, sections and loudness appear here in a moment."));
        break;
    case State::Failed:
        m_stateWords->setWords(tr("The song could not be analysed"), text);
        break;
    case State::Ready:
        break;
    }
    layOut();
    m_context.actions().refresh();
}

void AnalysisScreen::analyse(const audio::AnalyzeOptions &options)
{
    if (m_context.currentTrack().isEmpty() || m_fraction)
        return;
    showProgress(-1);
    if (m_state != State::Ready)
        showState(State::Working);
    m_context.library().startAnalysis(m_context.currentTrack(), options);
}

void AnalysisScreen::cancelAnalysis()
{
    m_context.library().cancelAnalysis(m_context.currentTrack());
}

void AnalysisScreen::compare()
{
    auto *dialog = new CompareDialog(m_context.library(), m_context.currentTrack(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void AnalysisScreen::openExportMenu(QPoint at)
{
    if (m_song->analysis() == nullptr)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    using audio::FeatureFormat;
    const std::pair<FeatureFormat, QString> formats[] = {{FeatureFormat::Json, tr("Everything, JSON...")},
                                                         {FeatureFormat::Csv, tr("Features, CSV...")},
                                                         {FeatureFormat::Beats, tr("Beats, CSV...")},
                                                         {FeatureFormat::Sections, tr("Sections, CSV...")},
                                                         {FeatureFormat::Labels, tr("Labels for Audacity...")},
                                                         {FeatureFormat::SonicVisualiser, tr("Beats for Sonic Visualiser...")},
                                                         {FeatureFormat::Midi, tr("Tempo map and beats, MIDI...")}};
    for (const auto &[format, text] : formats) {
        menu->addAction(text, this, [this, format = format] {
            const QString suffix = audio::featureFormatSuffix(format);
            const QString wanted = QFileInfo(m_track->file).completeBaseName() + u'.' + suffix;
            const QString file = QFileDialog::getSaveFileName(this, tr("Export to"), wanted, QStringLiteral("*.%1").arg(suffix));
            if (!file.isEmpty())
                exportTo(format, file);
        });
    }
    menu->popup(at - QPoint(menu->sizeHint().width(), 0));
}

bool AnalysisScreen::exportTo(audio::FeatureFormat format, const QString &file)
{
    if (m_song->analysis() == nullptr)
        return false;
    const Result<QByteArray> bytes = audio::exportFeatures(*m_song->analysis(), m_track->file, format);
    if (!reported(m_context, bytes))
        return false;
    QSaveFile out(file); // whole or not at all
    if (!out.open(QIODevice::WriteOnly) || out.write(*bytes) != bytes->size() || !out.commit()) {
        Q_EMIT m_context.problemRaised(
            Problem(ProblemCode::PermissionDenied, tr("“%1” could not be written.").arg(QDir::toNativeSeparators(file)))
                .withDetail(out.errorString()));
        return false;
    }
    Q_EMIT m_context.noticeRaised({Notice::Level::Success, tr("Exported"), QDir::toNativeSeparators(file), {}, {}});
    return true;
}

void AnalysisScreen::jumpBeat(int way)
{
    const std::vector<Beat> &beats = m_song->beats();
    const Ticks t = m_song->playhead();
    const auto after = std::ranges::upper_bound(beats, t, {}, &Beat::time);
    if (way > 0 && after != beats.end())
        m_song->seek(after->time);
    const auto before = std::ranges::lower_bound(beats, t, {}, &Beat::time);
    if (way < 0 && before != beats.begin())
        m_song->seek((before - 1)->time);
    m_song->reveal(m_song->playhead());
}

void AnalysisScreen::jumpSection(int way)
{
    if (!m_song->analysis() || m_song->analysis()->map.sections.empty())
        return;
    const std::vector<Section> &sections = m_song->analysis()->map.sections;
    const size_t now = m_sections->current().value_or(0);
    // Back goes to the beginning of this one first, like every player.
    const bool into = m_song->playhead() - sections[now].start > Ticks::seconds(1);
    const auto wanted = std::int64_t(now) + (way > 0 ? 1 : into && !m_song->section() ? 0 : -1);
    const auto next = size_t(std::clamp<std::int64_t>(wanted, 0, std::int64_t(sections.size()) - 1));
    m_song->setSection(next);
    m_song->seek(sections[next].start);
    m_song->reveal(sections[next].start);
}

void AnalysisScreen::loop(TickRange range)
{
    takePlayer();
    playback::Player &player = m_context.player();
    player.setLoop(TickRange{range.start + songStart(), range.end + songStart()});
    player.seek(range.start + songStart());
    player.play();
}

void AnalysisScreen::focusTempo()
{
    m_beats->tempoField()->setFocus(Qt::ShortcutFocusReason);
    m_beats->tempoField()->selectAll();
}

void AnalysisScreen::setFactsOpen(bool open)
{
    m_factsOpen = open;
    layOut();
    if (open && isNarrow())
        m_facts->setFocus(Qt::OtherFocusReason);
}

void AnalysisScreen::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_beats->taps().count() > 0)
        m_beats->taps().cancel();
    else if (event->key() == Qt::Key_Escape && m_factsOpen && isNarrow())
        setFactsOpen(false);
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_beats->taps().count() > 0)
        m_beats->taps().finish();
    else
        QWidget::keyPressEvent(event);
}

void AnalysisScreen::resizeEvent(QResizeEvent *)
{
    layOut();
}

bool AnalysisScreen::isNarrow() const
{
    return width() < kNarrowBelow;
}

void AnalysisScreen::layOut()
{
    const bool ready = m_state == State::Ready;
    const bool drawer = isNarrow();
    m_graphsPanel->setVisible(ready);
    m_beats->setVisible(ready);
    m_facts->setVisible(ready && (!drawer || m_factsOpen));
    m_facts->setClosable(drawer);
    m_head->setFactsButton(drawer);
    m_statePanel->setVisible(!ready);
    m_statePanel->setGeometry(rect());
    const int gap = space::kGutter;
    const int left = drawer ? width() : width() - kFactsWide - gap;
    const int beats = std::clamp(height() - gap - std::max(kGraphsLeast, (height() - gap) * 62 / 100), kBeatsLeast, kBeatsWanted);
    const int graphs = height() - gap - beats;
    m_graphsPanel->setGeometry(0, 0, left, graphs);
    m_beats->setGeometry(0, graphs + gap, left, beats);
    m_facts->setGeometry(width() - kFactsWide, 0, kFactsWide, height());
    if (drawer)
        m_facts->raise();
}

} // namespace sc::ui
