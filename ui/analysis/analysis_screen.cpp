// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/analysis_screen.h"

#include "core/base/timecode.h"
#include "core/library/library.h"
#include "core/playback/player.h"
#include "core/project/project_session.h"
#include "ui/analysis/beat_grid_view.h"
#include "ui/analysis/facts_column.h"
#include "ui/analysis/song_graphs.h"
#include "ui/analysis/song_view.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/progress.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/state_page.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QLocale>
#include <QtWidgets/QBoxLayout>

#include <algorithm>

namespace sc::ui {

namespace {

constexpr int kFactsWide = 356;
constexpr int kFactsNarrow = 300;
constexpr int kNarrowBelow = 1140;
constexpr double kSteadyBeat = 0.35; // below: the song has no steady beat

} // namespace

AnalysisScreen::AnalysisScreen(AppContext &context, QWidget *parent) : QWidget(parent), m_context(context), m_song(new SongView(this))
{
    m_graphsPanel = new Panel(this);
    (new QVBoxLayout(m_graphsPanel))->addWidget(buildGraphs());
    m_graphsPanel->layout()->setContentsMargins(0, 0, 0, 0);
    m_beatsPanel = new Panel(this);
    (new QVBoxLayout(m_beatsPanel))->addWidget(buildBeats());
    m_beatsPanel->layout()->setContentsMargins(0, 0, 0, 0);
    m_facts = new FactsColumn(m_song, this);
    m_statePanel = new Panel(this);
    auto *column = new QVBoxLayout(m_statePanel);
    m_stateWords = new EmptyState(QStringLiteral("analysis"), {}, {}, m_statePanel);
    m_stateAction = m_stateWords->addAction(tr("Analyse"), true, [this] { analyse(); });
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
    connectLibrary();
    connectPlayer();
    refresh();
}

AnalysisScreen::~AnalysisScreen() = default;

QWidget *AnalysisScreen::buildGraphs()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(space::kPadding, 6, space::kPadding, 6);
    head->setSpacing(8);
    m_title = new TextLabel({}, TextStyle::Title, Ink::Primary, page);
    m_details = new TextLabel({}, TextStyle::Control, Ink::Secondary, page);
    m_title->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    head->addWidget(m_title);
    head->addWidget(m_details, 1);
    auto *style = new Segment({{tr("Bands"), {}}, {tr("RMS"), {}}}, page);
    head->addWidget(style);
    auto *again = new PushButton(tr("Re-analyse"), ControlKind::Default, page);
    again->setButtonSize(ButtonSize::Small);
    again->setIconName(QStringLiteral("stale"));
    again->setToolTip(tr("Listens to the song once more"));
    head->addWidget(again);
    layout->addLayout(head);
    m_graphs = new SongGraphs(m_song, page);
    layout->addWidget(m_graphs, 1);
    connect(style, &Segment::currentChanged, m_graphs, [this](int part) { m_graphs->setBands(part == 0); });
    connect(again, &QAbstractButton::clicked, this, &AnalysisScreen::analyse);
    return page;
}

QWidget *AnalysisScreen::buildBeats()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_regions = new TextLabel({}, TextStyle::Caption, Ink::Secondary, page);
    makePanelHeader(tr("Beat grid"), layout)->addWidget(m_regions);
    layout->addWidget(new BeatGridView(m_song, page), 1);
    return page;
}

void AnalysisScreen::connectLibrary()
{
    connect(&m_context, &AppContext::currentTrackChanged, this, &AnalysisScreen::refresh);
    connect(&m_context, &AppContext::sessionChanged, this, &AnalysisScreen::refresh);
    const library::Library &library = m_context.library();
    const auto ifCurrent = [this](const TrackId &id) {
        if (id == m_context.currentTrack())
            refresh();
    };
    connect(&library, &library::Library::analysisFinished, this, ifCurrent);
    connect(&library, &library::Library::trackChanged, this, ifCurrent);
    connect(&library, &library::Library::tracksChanged, this, &AnalysisScreen::refresh);
    connect(&library, &library::Library::analysisProgress, this, [this](const TrackId &id, double fraction) {
        if (id != m_context.currentTrack())
            return;
        if (m_state != State::Ready)
            showState(State::Working);
        m_progress->setFraction(fraction);
    });
    connect(&library, &library::Library::analysisFailed, this, [this](const TrackId &id, const Problem &problem) {
        if (id == m_context.currentTrack())
            showState(State::Failed, problem.text());
    });
}

void AnalysisScreen::connectPlayer()
{
    playback::Player &player = m_context.player();
    connect(m_song, &SongView::seekRequested, this, [this, &player](Ticks t) { player.seek(t + songStart()); });
    connect(&player, &playback::Player::positionChanged, this, [this](Ticks t) { m_song->setPlayhead(t - songStart()); });
}

Ticks AnalysisScreen::songStart() const
{
    return m_context.session() ? m_context.session()->timeline().project.songOffset : Ticks();
}

void AnalysisScreen::refresh()
{
    const TrackId id = m_context.currentTrack();
    const Result<library::Track> track = id.isEmpty() ? std::unexpected(Problem()) : m_context.library().track(id);
    if (!track) {
        m_song->setAnalysis({});
        showState(State::NoSong);
        return;
    }
    std::optional<audio::Analysis> analysis = m_context.library().analysis(id);
    if (analysis) {
        m_song->setAnalysis(std::move(analysis));
        m_song->setPlayhead(m_context.player().position() - songStart());
        showFacts(*track);
        showState(State::Ready);
        return;
    }
    m_song->setAnalysis({});
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

void AnalysisScreen::showFacts(const library::Track &track)
{
    const audio::Analysis &analysis = *m_song->analysis();
    m_title->setText(track.title);
    QStringList details{formatClock(analysis.duration, 1), tr("%1 kHz").arg(QLocale().toString(analysis.sampleRate / 1000.0, 'g', 4))};
    if (!track.codec.isEmpty())
        details << track.codec.toUpper();
    m_details->setText(details.join(QStringLiteral(", ")));
    const int regions = int(analysis.map.grid.regions.size());
    if (!analysis.integratedLufs)
        m_regions->setText(tr("The song is silent"));
    else if (regions == 0)
        m_regions->setText(tr("No steady beat"));
    else if (analysis.beatConfidence < kSteadyBeat)
        m_regions->setText(tr("Uncertain: no steady beat was heard"));
    else
        m_regions->setText(regions == 1 ? tr("1 region, detected") : tr("%n regions, detected", nullptr, regions));
    m_regions->setInk(regions > 0 && analysis.beatConfidence >= kSteadyBeat ? Ink::Success : Ink::Warning);
}

void AnalysisScreen::showState(State state, const QString &text)
{
    m_state = state;
    m_progress->setVisible(state == State::Working);
    m_stateAction->setVisible(state == State::Waiting || state == State::Failed);
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
        m_progress->setFraction(-1);
        m_stateWords->setWords(tr("Listening to the song"), tr("Beats, sections and loudness appear here in a moment."));
        break;
    case State::Failed:
        m_stateWords->setWords(tr("The song could not be analysed"), text);
        break;
    case State::Ready:
        break;
    }
    layOut();
}

void AnalysisScreen::analyse()
{
    if (m_context.currentTrack().isEmpty())
        return;
    m_context.library().startAnalysis(m_context.currentTrack());
    m_song->setAnalysis({});
    showState(State::Working);
}

void AnalysisScreen::resizeEvent(QResizeEvent *)
{
    layOut();
}

void AnalysisScreen::layOut()
{
    const bool ready = m_state == State::Ready;
    for (QWidget *part : std::initializer_list<QWidget *>{m_graphsPanel, m_beatsPanel, m_facts})
        part->setVisible(ready);
    m_statePanel->setVisible(!ready);
    m_statePanel->setGeometry(rect());
    const int gap = space::kGutter;
    const int facts = width() < kNarrowBelow ? kFactsNarrow : kFactsWide;
    const int left = width() - facts - gap;
    const int graphs = std::clamp((height() - gap) * 62 / 100, 260, std::max(260, height() - gap - 180));
    m_graphsPanel->setGeometry(0, 0, left, graphs);
    m_beatsPanel->setGeometry(0, graphs + gap, left, height() - graphs - gap);
    m_facts->setGeometry(left + gap, 0, facts, height());
}

} // namespace sc::ui
