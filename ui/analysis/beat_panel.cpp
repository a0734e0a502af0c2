// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/beat_panel.h"

#include "core/playback/player.h"
#include "ui/analysis/action_strip.h"
#include "ui/analysis/beat_grid_view.h"
#include "ui/analysis/music_words.h"
#include "ui/analysis/tempo_field.h"
#include "ui/theme/colour.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QEvent>
#include <QtGui/QAction>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QMenu>

#include <algorithm>

namespace sc::ui {

namespace {

constexpr double kSteadyBeat = 0.35; // below: the song has no steady beat
constexpr double kSameTempo = 0.5;   // BPM
const QString kMetronome = QStringLiteral("playback.metronome");

QString originWord(GridOrigin origin)
{
    return origin == GridOrigin::Edited   ? BeatPanel::tr("edited")
           : origin == GridOrigin::Tapped ? BeatPanel::tr("tapped")
                                          : BeatPanel::tr("detected");
}

} // namespace

BeatPanel::BeatPanel(AppContext &context, SongView *song, CorrectionDesk *desk, QWidget *parent)
    : Panel(parent),
      m_context(context),
      m_song(song),
      m_desk(desk),
      m_view(new BeatGridView(song, this)),
      m_editor(new BeatEditor(
          song, desk, [this] { return here(); }, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildTools());
    layout->addWidget(m_view, 1);
    connect(m_view, &BeatGridView::gridEdited, m_editor, &BeatEditor::edit);
    connect(m_view, &BeatGridView::contextMenuAt, this, [this](Ticks t, QPoint at) {
        if (m_song->isPartial())
            return;
        m_view->chooseBeat(nearestBeat(m_song->beats(), t));
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addAction(tr("Downbeat here"), m_editor, &BeatEditor::downbeatHere);
        menu->addAction(tr("Split region here"), m_editor, &BeatEditor::splitHere);
        menu->addSeparator();
        fillMenu(*menu);
        menu->popup(at);
    });
    connect(song, &SongView::analysisChanged, this, &BeatPanel::refresh);
    connect(song, &SongView::playheadMoved, this, &BeatPanel::refreshTempo);
    connect(&m_taps, &TapCounter::changed, this, &BeatPanel::showTaps);
    connect(&m_taps, &TapCounter::finished, this, &BeatPanel::takeTaps);
    connect(&m_taps, &TapCounter::gaveUp, this, [this] { m_tapWords->setText(tr("too few taps, four are needed")); });
}

QWidget *BeatPanel::buildTools()
{
    auto *page = new QWidget(this);
    page->setFixedHeight(46);
    auto *row = new QHBoxLayout(page);
    row->setContentsMargins(space::kPadding, 0, space::kPadding, 0);
    row->setSpacing(8);
    auto *title = new TextLabel(tr("Beat grid"), TextStyle::BodyStrong, Ink::Primary, page);
    title->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    row->addWidget(title);
    m_regions = new Chip({}, page);
    m_regions->setToolTip(tr("Regions of the grid"));
    connect(m_regions, &QAbstractButton::clicked, this, &BeatPanel::openRegions);
    row->addWidget(m_regions);
    m_tempo = new TempoField(page);
    connect(m_tempo, &TempoField::bpmEntered, m_editor, &BeatEditor::setTempo);
    row->addSpacing(4);
    row->addWidget(m_tempo);
    auto *ratios = new ActionStrip(page);
    using audio::TempoRatio;
    const std::pair<QString, TempoRatio> shown[] = {{QStringLiteral("½"), TempoRatio::Half},
                                                    {QStringLiteral("×2"), TempoRatio::Double},
                                                    {QStringLiteral("3:2"), TempoRatio::ThreeToTwo},
                                                    {QStringLiteral("4:3"), TempoRatio::FourToThree}};
    for (const auto &[text, ratio] : shown)
        ratios->addAction(text, tempoRatioName(ratio), [this, ratio = ratio] { m_editor->scale(ratio); });
    row->addWidget(ratios);
    m_tap = new PushButton(tr("Tap"), ControlKind::Default, page);
    m_tap->setKeyCaps(QStringLiteral("T"));
    m_tap->setToolTip(tr("Tap along with the song, at least four times"));
    connect(m_tap, &QAbstractButton::pressed, this, &BeatPanel::tap); // on the way down, as a drummer would
    row->addWidget(m_tap);
    auto *downbeat = new PushButton(tr("Downbeat here"), ControlKind::Default, page);
    downbeat->setToolTip(tooltipOf(tr("The beat at the playhead begins a bar"), QStringLiteral("D")));
    connect(downbeat, &QAbstractButton::clicked, m_editor, &BeatEditor::downbeatHere);
    row->addWidget(downbeat);
    auto *split = new PushButton(tr("Split region"), ControlKind::Default, page);
    split->setToolTip(tooltipOf(tr("A new tempo may begin at the beat at the playhead"), QStringLiteral("Shift+S")));
    connect(split, &QAbstractButton::clicked, m_editor, &BeatEditor::splitHere);
    row->addWidget(split);
    auto *more = new IconButton(QStringLiteral("more"), tr("More for the beat grid"), page);
    connect(more, &QAbstractButton::clicked, this, [this, more] {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillMenu(*menu);
        menu->popup(more->mapToGlobal(QPoint(0, more->height() + 4)));
    });
    row->addWidget(more);
    m_editing = {m_tempo, ratios, m_tap, downbeat, split, more};
    m_tapWords = new TextLabel({}, TextStyle::Caption, Ink::Secondary, page);
    row->addWidget(m_tapWords, 1);
    auto *clickWord = new TextLabel(tr("Click"), TextStyle::Control, Ink::Secondary, page);
    clickWord->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    row->addWidget(clickWord);
    m_click = new Switch(tr("Click on every beat while it plays"), page);
    m_click->setCheckable(true);
    row->addWidget(m_click);
    connect(m_click, &QAbstractButton::toggled, this, &BeatPanel::setClick);
    // The transport has the same switch.
    const auto follow = [this] {
        if (QAction *action = m_context.actions().action(kMetronome)) {
            connect(action, &QAction::toggled, m_click, &QAbstractButton::setChecked, Qt::UniqueConnection);
            m_click->setChecked(action->isChecked());
        }
    };
    connect(&m_context.actions(), &ActionRegistry::actionsChanged, this, follow);
    follow();
    return page;
}

void BeatPanel::setClick(bool on)
{
    QAction *action = m_context.actions().action(kMetronome);
    if (action == nullptr)
        m_context.player().setMetronome(on);
    else if (action->isChecked() != on)
        action->setChecked(on);
}

Ticks BeatPanel::here() const
{
    if (const auto beat = m_view->chosenBeat(); beat && *beat < m_song->beats().size())
        return m_song->beats()[*beat].time;
    return m_song->playhead();
}

bool BeatPanel::isDoubtful() const
{
    const audio::Analysis *analysis = m_song->analysis();
    return analysis != nullptr && !m_song->isPartial() && analysis->beatConfidence < kSteadyBeat && !m_desk->corrections().grid;
}

void BeatPanel::refresh()
{
    const audio::Analysis *analysis = m_song->analysis();
    m_taps.cancel();
    m_tapWords->setText({});
    if (analysis == nullptr)
        return;
    m_taps.setOnsets(analysis->onsets);
    for (QWidget *widget : m_editing)
        widget->setEnabled(!m_song->isPartial());
    m_view->setDoubtful(isDoubtful());
    refreshRegions();
    refreshTempo();
}

void BeatPanel::changeEvent(QEvent *event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::StyleChange && m_regions != nullptr && m_song->analysis() != nullptr)
        refreshRegions();
}

void BeatPanel::refreshRegions()
{
    const audio::Analysis *analysis = m_song->analysis();
    const Theme &theme = themeOf(this);
    const std::vector<BeatRegion> &regions = m_editor->grid()->regions;
    const int count = int(regions.size());
    const bool tapped = std::ranges::any_of(regions, [](const BeatRegion &r) { return r.origin == GridOrigin::Tapped; });
    const bool edited = m_desk->corrections().grid.has_value();
    QString words = tr("%n regions", nullptr, count);
    if (count == 1)
        words = tr("1 region");
    QColor ink = theme.semantic.success;
    if (m_song->isPartial() && count == 0) {
        words = tr("Listening");
        ink = theme.text.secondary;
    } else if (!analysis->integratedLufs && count == 0) {
        words = tr("The song is silent");
        ink = theme.text.secondary;
    } else if (count == 0) {
        words = tr("No steady beat");
        ink = theme.semantic.warning;
    } else if (isDoubtful()) {
        words = tr("%1, no steady beat").arg(words);
        ink = theme.semantic.warning;
    } else {
        words = QStringLiteral("%1, %2").arg(words, tapped ? tr("tapped") : edited ? tr("edited") : tr("detected"));
        ink = edited ? theme.text.blue : ink;
    }
    m_regions->setText(words);
    m_regions->setAccessibleName(words);
    m_regions->setInk(ink, withAlpha(ink, 0.13));
    m_regions->updateGeometry();
}

void BeatPanel::refreshTempo()
{
    const BeatRegion *region = m_editor->regionHere();
    m_tempo->setBpm(region ? std::optional(region->bpm) : std::nullopt);
}

void BeatPanel::tap()
{
    if (!m_editor->grid() || m_song->isPartial())
        return;
    m_taps.tap(m_song->playhead(), m_context.player().isPlaying());
}

QString BeatPanel::tapWords() const
{
    return m_tapWords->text();
}

void BeatPanel::showTaps()
{
    const int count = m_taps.count();
    if (count == 0)
        return;
    if (count < audio::kFewestTaps) {
        m_tapWords->setText(tr("%1 of %2 taps").arg(count).arg(audio::kFewestTaps));
        return;
    }
    const auto tempo = m_taps.tempo();
    m_tapWords->setText(tempo ? tr("%1 BPM, %2 taps").arg(decimals(tempo->bpm, 2)).arg(count) : tr("%1 taps, not even enough").arg(count));
}

void BeatPanel::takeTaps(const audio::TappedTempo &tapped, bool knowsPlace)
{
    m_editor->takeTaps(tapped, knowsPlace);
    m_tapWords->setText(tr("tapped %1 BPM").arg(decimals(tapped.bpm, 2)));
}

void BeatPanel::openRegions()
{
    if (!m_editor->grid() || m_editor->grid()->isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const BeatRegion &region : m_editor->grid()->regions) {
        const QString tempo =
            region.times.empty() ? tr("%1 BPM").arg(decimals(region.bpm, 2)) : tr("free, about %1 BPM").arg(decimals(region.bpm, 0));
        menu->addAction(
            tr("From bar %1: %2, %3 a bar, %4").arg(region.firstBar).arg(tempo).arg(region.beatsPerBar).arg(originWord(region.origin)),
            this, [this, t = region.start] { m_song->seek(t); });
    }
    if (m_desk->corrections().grid) {
        menu->addSeparator();
        menu->addAction(tr("Reset correction"), m_editor, &BeatEditor::reset);
    }
    menu->popup(m_regions->mapToGlobal(QPoint(0, m_regions->height() + 4)));
}

void BeatPanel::fillMenu(QMenu &menu)
{
    const audio::Analysis *analysis = m_song->analysis();
    const BeatRegion *region = m_editor->regionHere();
    const auto byId = [&](const char *id) {
        if (QAction *action = m_context.actions().action(QLatin1String("analysis.") + QLatin1String(id)))
            menu.addAction(action);
    };
    if (analysis != nullptr) {
        for (const audio::TempoCandidate &candidate : analysis->tempoCandidates) {
            if (region == nullptr || std::abs(candidate.bpm - region->bpm) > kSameTempo)
                menu.addAction(tr("Tempo %1").arg(decimals(candidate.bpm, 2)), this,
                               [this, bpm = candidate.bpm] { m_editor->setTempo(bpm); });
        }
        menu.addSeparator();
    }
    using audio::TempoRatio;
    for (const TempoRatio ratio : {TempoRatio::TwoToThree, TempoRatio::ThreeToFour}) {
        const QString figure = ratio == TempoRatio::TwoToThree ? QStringLiteral("2:3") : QStringLiteral("3:4");
        menu.addAction(QStringLiteral("%1, %2").arg(figure, tempoRatioName(ratio)), this, [this, ratio] { m_editor->scale(ratio); });
    }
    QMenu *metre = menu.addMenu(tr("Beats a bar"));
    for (const int beats : {2, 3, 4, 5, 6, 7, 8, 9, 12, 16}) {
        QAction *action = metre->addAction(QString::number(beats), this, [this, beats] { m_editor->setMetre(beats); });
        action->setCheckable(true);
        action->setChecked(region != nullptr && region->beatsPerBar == beats);
    }
    menu.addSeparator();
    for (const char *id : {"shiftEarlier", "shiftLater", "beatEarlier", "beatLater"})
        byId(id);
    menu.addSeparator();
    byId("mergeRegions");
    if (m_desk->corrections().grid)
        menu.addAction(tr("Reset correction"), m_editor, &BeatEditor::reset);
}

} // namespace sc::ui
