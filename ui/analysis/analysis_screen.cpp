// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/analysis_screen.h"

#include "core/base/timecode.h"
#include "ui/analysis/analysis_actions.h"
#include "ui/analysis/analysis_feed.h"
#include "ui/analysis/analysis_head.h"
#include "ui/analysis/analysis_state_page.h"
#include "ui/analysis/beat_panel.h"
#include "ui/analysis/compare_dialog.h"
#include "ui/analysis/correction_desk.h"
#include "ui/analysis/export_menu.h"
#include "ui/analysis/facts_column.h"
#include "ui/analysis/model_dialog.h"
#include "ui/analysis/section_editor.h"
#include "ui/analysis/song_graphs.h"
#include "ui/analysis/song_playback.h"
#include "ui/analysis/song_view.h"
#include "ui/analysis/song_words.h"
#include "ui/analysis/tempo_field.h"
#include "ui/theme/theme.h"
#include "ui/widgets/action_registry.h"

#include <QtCore/QLocale>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QBoxLayout>

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
      m_sections(new SectionEditor(m_song, m_desk, this)),
      m_feed(new AnalysisFeed(context, m_desk, this)),
      m_playback(new SongPlayback(context, m_song, this)),
      m_words(new SongWords(context, this))
{
    build();
    connectParts();
    addAnalysisActions(context.actions(), this);
    m_feed->refresh();
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
    m_statePage = new AnalysisStatePage(this);
}

void AnalysisScreen::connectParts()
{
    connect(m_statePage, &AnalysisStatePage::analyseRequested, this, [this] { analyse({}); });
    connect(m_statePage, &AnalysisStatePage::libraryRequested, this, [this] { Q_EMIT m_context.screenRequested(ScreenId::Library); });
    connect(m_head, &AnalysisHead::modeChosen, m_graphs, &SongGraphs::setMode);
    connect(m_head, &AnalysisHead::analyseRequested, this, &AnalysisScreen::analyse);
    connect(m_head, &AnalysisHead::cancelRequested, this, &AnalysisScreen::cancelAnalysis);
    connect(m_head, &AnalysisHead::compareRequested, this, &AnalysisScreen::compare);
    connect(m_head, &AnalysisHead::modelRequested, this, &AnalysisScreen::openModel);
    connect(m_head, &AnalysisHead::exportRequested, this, &AnalysisScreen::openExportMenu);
    connect(m_head, &AnalysisHead::factsRequested, this, [this] { setFactsOpen(!m_factsOpen); });
    connect(m_graphs, &SongGraphs::edgeMoved, m_sections, &SectionEditor::moveEdge);
    connect(m_graphs, &SongGraphs::sectionMenuRequested, m_sections, &SectionEditor::openMenu);
    connect(m_graphs, &SongGraphs::renameRequested, this, [this](size_t index) { m_sections->openRenameMenu(index, QCursor::pos()); });
    connect(m_facts, &FactsColumn::closeRequested, this, [this] { setFactsOpen(false); });
    connect(m_facts, &FactsColumn::correctTempoRequested, this, &AnalysisScreen::focusTempo);
    connect(m_facts, &FactsColumn::tempoChosen, m_beats->editor(), &BeatEditor::setTempo);
    connect(m_facts, &FactsColumn::metreChosen, m_beats->editor(), &BeatEditor::setMetre);
    connect(m_facts, &FactsColumn::resetGridRequested, m_beats->editor(), &BeatEditor::reset);
    connect(m_facts, &FactsColumn::loopRequested, m_playback, &SongPlayback::loop);
    connect(m_desk, &CorrectionDesk::changed, this, &AnalysisScreen::showAnalysis);
    connect(m_feed, &AnalysisFeed::changed, this, &AnalysisScreen::showState);
    connect(m_feed, &AnalysisFeed::progressed, this, &AnalysisScreen::showProgress);
    connect(m_feed, &AnalysisFeed::otherAnalysed, m_facts, &FactsColumn::refreshSimilar);
    connect(m_words, &SongWords::changed, this, &AnalysisScreen::showLyrics);
    connect(m_song, &SongView::sectionChanged, this, [this] { m_context.actions().refresh(); });
}

void AnalysisScreen::showAnalysis()
{
    m_playback->setTrack(m_feed->track());
    m_words->setTrack(m_feed->track());
    const std::shared_ptr<const audio::Analysis> analysis = m_desk->shown();
    const library::Track *track = m_feed->track();
    if (!analysis || track == nullptr) {
        m_song->setAnalysis(nullptr);
        return;
    }
    QStringList details{formatClock(analysis->duration, 1)};
    if (analysis->sampleRate > 0)
        details << tr("%1 kHz").arg(QLocale().toString(analysis->sampleRate / 1000.0, 'g', 4));
    if (!track->codec.isEmpty())
        details << track->codec.toUpper();
    if (analysis->channels == 1)
        details << tr("mono");
    m_head->setSong(track->title, details.join(QStringLiteral(", ")));
    QStringList notes = analysis->warnings;
    if (!m_desk->isPartial() && analysis->duration < kTooShort && notes.isEmpty())
        notes << tr("Too short: only length and loudness can be told.");
    else if (!m_desk->isPartial() && !analysis->integratedLufs && notes.isEmpty())
        notes << tr("The song is silent: there is nothing to hear in it.");
    if (track->missing)
        notes << tr("Its file is gone: it can be neither played nor seen closer. Find it again in the library.");
    m_head->setNotes(notes);
    m_graphs->setSectionsEdited(m_desk->corrections().sections.has_value());
    m_song->setAnalysis(analysis, track->file, m_desk->isPartial());
    showLyrics();
    m_context.actions().refresh();
}

void AnalysisScreen::showLyrics()
{
    if (m_song->analysis() == nullptr)
        return;
    m_song->setLyrics(shownLyrics(m_words->lines(), m_song->analysis()->duration), m_words->origin());
    m_context.actions().refresh();
}

void AnalysisScreen::showState()
{
    switch (m_feed->state()) {
    case AnalysisFeed::State::NoSong:
        m_statePage->showNoSong();
        break;
    case AnalysisFeed::State::NotAnalysed:
        m_statePage->showNotAnalysed();
        break;
    case AnalysisFeed::State::Failed:
        m_statePage->showFailed(m_feed->problem());
        break;
    case AnalysisFeed::State::Ready:
        m_facts->setTrack(m_feed->isPending() ? TrackId() : m_feed->track()->id);
        m_head->setEarlier(m_feed->earlier());
        break;
    }
    showProgress();
    layOut();
    m_context.actions().refresh();
}

void AnalysisScreen::showProgress()
{
    m_head->setProgress(m_feed->fraction());
}

void AnalysisScreen::analyse(const audio::AnalyzeOptions &options)
{
    m_feed->analyse(options);
}

void AnalysisScreen::cancelAnalysis()
{
    m_feed->cancel();
}

QDialog *AnalysisScreen::compare()
{
    auto *dialog = new CompareDialog(m_context.library(), m_context.currentTrack(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
    return dialog;
}

QDialog *AnalysisScreen::openModel()
{
    auto *dialog = new ModelDialog(m_context, m_song, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
    return dialog;
}

void AnalysisScreen::openExportMenu(QPoint at)
{
    if (m_song->analysis() != nullptr && !m_song->isPartial())
        ui::openExportMenu(m_context, m_song->shared(), m_song->file(), this, at);
}

bool AnalysisScreen::exportTo(audio::FeatureFormat format, const QString &file)
{
    return m_song->analysis() != nullptr && !m_song->isPartial() &&
           exportAnalysis(m_context, *m_song->analysis(), m_song->file(), format, file);
}

void AnalysisScreen::setWaveMode(WaveMode mode)
{
    m_head->setMode(mode);
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

void AnalysisScreen::jumpLyric(int way)
{
    const std::vector<ShownLyric> &lines = m_song->lyrics();
    const Ticks t = m_song->playhead();
    const auto start = [](const ShownLyric &line) { return line.range.start; };
    const auto after = std::ranges::upper_bound(lines, t, {}, start);
    if (way > 0 && after != lines.end())
        m_song->seek(after->range.start);
    const auto before = std::ranges::lower_bound(lines, t, {}, start);
    if (way < 0 && before != lines.begin())
        m_song->seek((before - 1)->range.start);
    m_song->reveal(m_song->playhead());
}

void AnalysisScreen::focusTempo()
{
    m_beats->tempoField()->setFocus(Qt::ShortcutFocusReason);
    m_beats->tempoField()->selectAll();
}

void AnalysisScreen::openLoudnessTarget()
{
    setFactsOpen(true);
    m_facts->openLoudnessTarget();
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

bool AnalysisScreen::isReady() const
{
    return m_feed->state() == AnalysisFeed::State::Ready;
}

bool AnalysisScreen::isNarrow() const
{
    return width() < kNarrowBelow;
}

void AnalysisScreen::layOut()
{
    const bool ready = isReady();
    const bool drawer = isNarrow();
    m_graphsPanel->setVisible(ready);
    m_beats->setVisible(ready);
    m_facts->setVisible(ready && (!drawer || m_factsOpen));
    m_facts->setClosable(drawer);
    m_head->setFactsButton(drawer);
    m_statePage->setVisible(!ready);
    m_statePage->setGeometry(rect());
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
