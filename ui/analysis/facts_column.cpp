// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/facts_column.h"

#include "core/audio/description.h"
#include "core/audio/mood.h"
#include "core/base/timecode.h"
#include "ui/analysis/fact_cards.h"
#include "ui/analysis/label_chips.h"
#include "ui/analysis/mood_plane.h"
#include "ui/analysis/more_measures.h"
#include "ui/analysis/music_words.h"
#include "ui/analysis/similar_songs.h"
#include "ui/analysis/target_card.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/layout_tools.h"
#include "ui/widgets/music_marks.h"
#include "ui/widgets/skeleton.h"
#include "ui/widgets/text_label.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollArea>

#include <cmath>

namespace sc::ui {

namespace {

constexpr size_t kMomentsShown = 8;

} // namespace

FactsColumn::FactsColumn(AppContext &context, SongView *song, CorrectionDesk *desk, QWidget *parent)
    : Panel(parent),
      m_context(context),
      m_song(song),
      m_desk(desk),
      m_level(new TextLabel({}, TextStyle::Caption, Ink::Tertiary, this)),
      m_close(new IconButton(QStringLiteral("close"), tr("Close"), this)),
      m_scroll(new QScrollArea(this)),
      m_words(new TextLabel({}, TextStyle::Body, Ink::Primary)),
      m_labels(new LabelChips),
      m_cards(new FactCards),
      m_otherCards(new FactCards),
      m_moods(new MoodPlane),
      m_targets(new TargetCard(context)),
      m_more(new MoreMeasures(song)),
      m_similar(new SimilarSongs(context))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    QHBoxLayout *head = makePanelHeader(tr("What it is"), layout);
    head->addWidget(m_level);
    head->addWidget(m_close);
    m_close->setSide(24);
    m_close->hide();
    connect(m_close, &QAbstractButton::clicked, this, &FactsColumn::closeRequested);

    auto *content = new QWidget(this);
    auto *rows = new QVBoxLayout(content);
    rows->setContentsMargins(space::kPadding, 0, 2, space::kPadding); // the scroll bar has the rest
    rows->setSpacing(8);
    m_words->setWrap(true);
    rows->addWidget(m_words);
    m_awaited = new SkeletonLines(4, content);
    rows->addWidget(m_awaited);
    rows->addWidget(m_labels);
    rows->addSpacing(2);
    rows->addWidget(m_cards);

    auto *pair = new QHBoxLayout;
    pair->setSpacing(8);
    auto *mood = new Plate(Plate::Level::Card, content);
    auto *moodRows = new QVBoxLayout(mood);
    moodRows->setContentsMargins(10, 9, 10, 10);
    moodRows->setSpacing(6);
    moodRows->addWidget(new TextLabel(tr("Mood by section"), TextStyle::Caption, Ink::Secondary, mood));
    moodRows->addWidget(m_moods, 1);
    pair->addWidget(mood, 1);
    pair->addWidget(m_targets, 1);
    rows->addLayout(pair);

    rows->addWidget(m_similar);
    rows->addWidget(new TextLabel(tr("Key moments"), TextStyle::BodyStrong, Ink::Primary, content));
    m_moments = new QVBoxLayout;
    m_moments->setSpacing(0);
    rows->addLayout(m_moments);
    rows->addWidget(m_otherCards);
    rows->addWidget(m_more);
    rows->addStretch();
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    layout->addWidget(m_scroll, 1);

    connect(song, &SongView::analysisChanged, this, &FactsColumn::refresh);
    connect(m_cards, &FactCards::tempoChosen, this, &FactsColumn::tempoChosen);
    connect(m_cards, &FactCards::correctRequested, this, [this](FactId id, QPoint at) { correct(int(id), at); });
    connect(m_labels, &LabelChips::labelChanged, this,
            [this](audio::LabelKind kind, const QString &name, bool isThere) { m_desk->setLabel(kind, name, isThere); });
    connect(m_labels, &LabelChips::resetRequested, this, [this] { m_desk->resetLabels(); });
    connect(m_more, &MoreMeasures::loopRequested, this, &FactsColumn::loopRequested);
}

void FactsColumn::setTrack(const TrackId &track)
{
    m_similar->setTrack(track);
}

void FactsColumn::refreshSimilar()
{
    m_similar->refresh();
}

void FactsColumn::openLoudnessTarget()
{
    m_scroll->ensureWidgetVisible(m_targets);
    m_targets->openOwnTarget();
}

void FactsColumn::setClosable(bool closable)
{
    m_close->setVisible(closable);
}

void FactsColumn::refresh()
{
    clearLayout(m_moments);
    const audio::Analysis *analysis = m_song->analysis();
    m_more->refresh();
    if (analysis == nullptr)
        return;
    const bool isPartial = m_song->isPartial();
    m_level->setText(isPartial ? tr("%1, not finished").arg(levelTitle(analysis->level))
                               : tr("%1, %2 s").arg(levelTitle(analysis->level), decimals(analysis->elapsedSeconds, 1)));
    const QString words = isPartial ? QString() : audio::describeSong(*analysis);
    m_words->setText(words);
    m_words->setVisible(!words.isEmpty());
    m_awaited->setVisible(isPartial);
    m_labels->setVisible(!isPartial);
    m_labels->setLabels(analysis->labels, !m_desk->corrections().labels.empty());
    m_cards->setFacts(factsOf(*analysis, isPartial));
    m_otherCards->setFacts(moreFactsOf(*analysis, isPartial));
    fillMoods(*analysis);
    m_targets->setAnalysis(*analysis, isPartial);
    fillMoments(*analysis);
}

void FactsColumn::fillMoods(const audio::Analysis &analysis)
{
    std::optional<MoodPoint> song;
    if (analysis.valence.value && analysis.arousal.value)
        song = MoodPoint{tr("The whole song"), {}, *analysis.valence.value, *analysis.arousal.value};
    std::vector<MoodPoint> sections;
    const std::vector<audio::MoodPoint> moods = audio::moodBySection(analysis);
    for (size_t i = 0; i < moods.size() && i < analysis.map.sections.size(); ++i)
        sections.push_back({sectionTitle(analysis.map, i), m_song->colours().colour(i, themeOf(this)), moods[i].valence, moods[i].arousal});
    m_moods->setMoods(std::move(song), std::move(sections));
}

void FactsColumn::fillMoments(const audio::Analysis &analysis)
{
    if (m_song->isPartial() && analysis.map.moments.empty())
        m_moments->addWidget(new SkeletonLines(3, this));
    else if (analysis.map.moments.empty())
        m_moments->addWidget(new TextLabel(tr("None stand out."), TextStyle::Body, Ink::Secondary, this));
    // All of them where there are few; else the strongest, in the order of the song.
    std::vector<KeyMoment> shown = analysis.map.moments;
    if (shown.size() > kMomentsShown) {
        std::ranges::stable_sort(shown, std::greater(), &KeyMoment::strength);
        shown.resize(kMomentsShown);
        std::ranges::sort(shown, {}, &KeyMoment::time);
    }
    for (const KeyMoment &moment : shown) {
        const QString where = m_song->beats().empty() ? formatClock(moment.time, 1)
                                                      : tr("%1 at %2").arg(m_song->placeText(moment.time), formatClock(moment.time, 1));
        auto *button = new PushButton(tr("%1, %2").arg(momentTitle(moment.kind), where), ControlKind::Quiet, this);
        button->setIconName(QStringLiteral("bolt"));
        button->setButtonSize(ButtonSize::Small);
        button->setToolTip(tr("Goes there"));
        connect(button, &QAbstractButton::clicked, m_song, [song = m_song, t = moment.time] {
            song->seek(t);
            song->reveal(t);
        });
        m_moments->addWidget(button, 0, Qt::AlignLeft);
    }
}

void FactsColumn::correct(int fact, QPoint at)
{
    switch (FactId(fact)) {
    case FactId::Tempo:
        Q_EMIT correctTempoRequested();
        break;
    case FactId::Key:
        openKeyMenu(at);
        break;
    case FactId::Metre:
        openMetreMenu(at);
        break;
    default:
        break;
    }
}

// Twelve places on the wheel, each with its major and its minor key.
void FactsColumn::openKeyMenu(QPoint at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QString current = m_song->analysis() ? m_song->analysis()->key.value.value_or(QString()) : QString();
    const auto add = [&](QMenu *into, const QString &key) {
        QAction *action =
            into->addAction(QStringLiteral("%1\t%2").arg(key, audio::camelotOf(key)), this, [this, key] { m_desk->setKey(key); });
        action->setCheckable(true);
        action->setChecked(key == current);
        return action;
    };
    if (m_song->analysis() && !m_song->analysis()->secondKey.isEmpty()) {
        add(menu, m_song->analysis()->secondKey);
        menu->addSeparator();
    }
    QMenu *minor = menu->addMenu(tr("Minor keys"));
    QMenu *major = menu->addMenu(tr("Major keys"));
    for (const QString &key : allKeys())
        add(key.endsWith(QLatin1String("minor")) ? minor : major, key);
    if (m_desk->corrections().key) {
        menu->addSeparator();
        menu->addAction(tr("Reset correction"), this, [this] { m_desk->resetKey(); });
    }
    menu->popup(at);
}

void FactsColumn::openMetreMenu(QPoint at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const int beats : {2, 3, 4, 5, 6, 7, 8, 9, 12}) {
        const QString name = tr("%1 beats a bar").arg(beats);
        menu->addAction(name, this, [this, beats] { Q_EMIT metreChosen(beats); });
    }
    if (m_desk->corrections().grid) {
        menu->addSeparator();
        menu->addAction(tr("Reset correction"), this, &FactsColumn::resetGridRequested);
    }
    menu->popup(at);
}

} // namespace sc::ui
