// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/preview_panel.h"

#include "core/base/timecode.h"
#include "core/playback/player.h"
#include "ui/library/label_words.h"
#include "ui/library/track_delegate.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/song_overview.h"
#include "ui/widgets/text_label.h"

#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>

namespace sc::ui {

namespace {
constexpr int kHeight = 150;
constexpr int kCover = 126;
constexpr int kChips = 4;
constexpr int kWideForChips = 860;
constexpr double kSure = 0.35; // labels below are not shown
} // namespace

PreviewPanel::PreviewPanel(AppContext &context, TrackPictures &pictures, QWidget *parent)
    : Panel(parent),
      m_context(context),
      m_pictures(pictures),
      m_title(new TextLabel({}, TextStyle::Title)),
      m_artist(new TextLabel({}, TextStyle::Body, Ink::Secondary)),
      m_heart(new IconButton(QStringLiteral("heart"), tr("Favourite"))),
      m_overview(new SongOverview(WaveformStyle::Bands)),
      m_play(new IconButton(QStringLiteral("play"), tr("Play this song"))),
      m_time(new TextLabel({}, TextStyle::CaptionMono, Ink::Secondary)),
      m_note(new TextLabel({}, TextStyle::CaptionLight, Ink::Tertiary)),
      m_analysis(new PushButton(tr("Open analysis"))),
      m_similar(new PushButton(tr("Find similar"))),
      m_project(new PushButton(tr("New project from song"), ControlKind::Primary))
{
    setFixedHeight(kHeight);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12 + kCover + 14, 12, 12, 12);
    column->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setSpacing(space::kGutter);
    head->addWidget(m_title);
    head->addWidget(m_artist);
    head->addStretch(1);
    for (int i = 0; i < kChips; ++i) {
        auto *chip = new Chip({});
        chip->setFocusPolicy(Qt::NoFocus);
        chip->setAttribute(Qt::WA_TransparentForMouseEvents);
        head->addWidget(chip);
        m_chips.push_back(chip);
    }
    m_heart->setCheckable(true);
    m_heart->setSide(24);
    m_heart->setIconSize(14);
    head->addWidget(m_heart);
    column->addLayout(head);
    column->addSpacing(6);
    m_overview->setFixedHeight(58);
    column->addWidget(m_overview);
    column->addStretch(1);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(space::kGutter);
    m_play->setKind(ControlKind::Default);
    m_play->setIconName(QStringLiteral("play"), IconFill::Solid);
    foot->addWidget(m_play);
    foot->addWidget(m_time);
    foot->addStretch(1);
    foot->addWidget(m_note);
    foot->addSpacing(4);
    foot->addWidget(m_analysis);
    foot->addWidget(m_similar);
    foot->addWidget(m_project);
    column->addLayout(foot);
    m_play->setToolTip(tooltipOf(tr("Play this song"), QStringLiteral("Space")));

    playback::Player &player = context.player();
    connect(m_play, &QAbstractButton::clicked, this, &PreviewPanel::togglePlay);
    connect(m_heart, &QAbstractButton::clicked, this, &PreviewPanel::favouriteToggled);
    connect(m_analysis, &QPushButton::clicked, this, [this] { Q_EMIT m_context.screenRequested(ScreenId::Analysis); });
    connect(m_similar, &QPushButton::clicked, this, [this] {
        if (m_track)
            Q_EMIT similarWanted(m_track->id);
    });
    connect(m_project, &QPushButton::clicked, this, [this] {
        if (m_track)
            Q_EMIT m_context.newProjectRequested(m_track->id);
    });
    connect(m_overview, &SongOverview::seekRequested, this, [this](Ticks at) {
        if (!m_track)
            return;
        m_context.setPreviewTrack(m_track->id);
        m_context.player().seek(at);
    });
    connect(&player, &playback::Player::positionChanged, this, &PreviewPanel::showTime);
    connect(&player, &playback::Player::playingChanged, this, [this](bool playing) {
        m_play->setIconName(playing && isPreviewing() ? QStringLiteral("pause") : QStringLiteral("play"), IconFill::Solid);
    });
    setTrack(std::nullopt);
}

bool PreviewPanel::isPreviewing() const
{
    return m_track && m_context.previewTrack() == m_track->id;
}

void PreviewPanel::setTrack(const std::optional<library::Track> &track)
{
    m_track = track;
    setEnabled(track.has_value());
    for (QWidget *part : std::initializer_list<QWidget *>{m_heart, m_play, m_analysis, m_similar, m_project})
        part->setVisible(track.has_value());
    m_title->setText(track ? track->title : tr("No song chosen"));
    const QString album = track && !track->album.isEmpty() ? QStringLiteral(", ") + track->album : QString();
    const QString year = track && track->year > 0 ? QStringLiteral(" (%1)").arg(track->year) : QString();
    m_artist->setText(track ? track->artist + album + year : QString());
    m_heart->setChecked(track && track->favourite);
    m_note->setText({});
    m_overview->clear();
    std::optional<audio::Analysis> analysis;
    if (track) {
        const bool gone = track->missing;
        m_project->setDisabledReason(gone ? tr("The file of this song is gone.") : QString());
        m_play->setEnabled(!gone);
        analysis = m_context.library().analysis(track->id);
        m_similar->setDisabledReason(analysis ? QString() : tr("Songs are compared by their analysis; this one has none yet."));
        if (analysis)
            m_overview->setSong(analysis->map, std::make_shared<const audio::WaveformPyramid>(analysis->waveform), analysis->duration);
        const QString used = track->usedIn > 0 ? tr("Used in %n project(s)", nullptr, track->usedIn) : QString();
        m_note->setText(gone                                           ? tr("The file of this song is gone.")
                        : track->status == library::TrackStatus::Error ? track->problem
                        : analysis                                     ? used
                                                                       : tr("Sections appear when the song is analysed"));
        m_note->setInk(gone || track->status == library::TrackStatus::Error ? Ink::Danger : Ink::Tertiary);
    }
    showLabels(analysis);
    showTime(isPreviewing() ? m_context.player().position() : Ticks());
    update();
}

void PreviewPanel::showLabels(const std::optional<audio::Analysis> &analysis)
{
    QStringList words;
    if (m_track) {
        const QString genre = library::shownGenre(*m_track);
        if (!genre.isEmpty())
            words.append(labelWord(genre));
        if (analysis) {
            for (const audio::Label &label : analysis->labels) {
                if (label.kind == audio::LabelKind::Genre && label.name == genre && label.confidence > 0)
                    words.last() += QStringLiteral(" %1 %").arg(qRound(label.confidence * 100));
            }
            for (const audio::Label &label : analysis->labels) {
                if (label.kind == audio::LabelKind::Instrument && label.confidence >= kSure)
                    words.append(labelWord(label.name));
            }
        }
    }
    for (size_t i = 0; i < m_chips.size(); ++i) {
        const bool shown = static_cast<qsizetype>(i) < words.size();
        m_chips[i]->setText(shown ? words[static_cast<qsizetype>(i)] : QString());
        m_chips[i]->setAccessibleName(m_chips[i]->text());
        m_chips[i]->updateGeometry();
        m_chips[i]->setVisible(shown && (i == 0 || width() >= kWideForChips));
    }
}

void PreviewPanel::resizeEvent(QResizeEvent *event)
{
    Panel::resizeEvent(event);
    for (size_t i = 1; i < m_chips.size(); ++i)
        m_chips[i]->setVisible(!m_chips[i]->text().isEmpty() && width() >= kWideForChips);
}

void PreviewPanel::showTime(Ticks position)
{
    if (!m_track)
        return m_time->setText({});
    const Ticks at = isPreviewing() ? position : Ticks();
    m_time->setText(QStringLiteral("%1 / %2").arg(formatClock(at, 0), formatClock(m_track->duration, 0)));
    m_overview->setPosition(at);
}

void PreviewPanel::togglePlay()
{
    if (!m_track)
        return;
    if (isPreviewing())
        return m_context.player().togglePlay();
    if (m_track->missing)
        return;
    m_context.setPreviewTrack(m_track->id);
    m_context.player().play();
    reported(m_context, m_context.library().notePlayed(m_track->id));
}

void PreviewPanel::paintEvent(QPaintEvent *event)
{
    Panel::paintEvent(event);
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    const QRect place(12, 12, kCover, kCover);
    if (m_track)
        return drawCover(painter, m_pictures, *m_track, place, 9, theme);
    drawWell(painter, place, theme, 9);
    drawIconCentred(painter, QStringLiteral("music"), place, 32, theme.text.disabled);
}

} // namespace sc::ui
