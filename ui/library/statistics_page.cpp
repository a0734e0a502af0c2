// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/statistics_page.h"

#include "core/audio/analysis.h"
#include "ui/library/charts.h"
#include "ui/library/key_wheel.h"
#include "ui/library/label_words.h"
#include "ui/library/query_words.h"
#include "ui/theme/colour.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QLocale>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QScrollArea>

namespace sc::ui {

namespace {

constexpr double kLoudnessFrom = -40;
constexpr double kLoudnessStep = 2;

} // namespace

// A number and what it counts.
class StatisticsPage::Figure : public Plate
{
public:
    explicit Figure(const QString &words) : Plate(Level::Card), m_value(new TextLabel({}, TextStyle::Figure)), m_words(words)
    {
        auto *column = new QVBoxLayout(this);
        column->setContentsMargins(14, 10, 14, 10);
        column->setSpacing(0);
        column->addWidget(m_value);
        column->addWidget(new TextLabel(words, TextStyle::Caption, Ink::Secondary));
        setFixedHeight(66);
    }
    void setValue(const QString &value)
    {
        m_value->setText(value);
        setAccessibleName(m_words + QStringLiteral(": ") + value);
    }

private:
    TextLabel *m_value;
    QString m_words;
};

StatisticsPage::StatisticsPage(QWidget *parent)
    : QWidget(parent),
      m_bpm(new Histogram(tr("Tempo"))),
      m_energy(new Histogram(tr("Energy"))),
      m_loudness(new Histogram(tr("Loudness"))),
      m_genres(new Shares(tr("Genres"))),
      m_moods(new Shares(tr("Moods"))),
      m_ratings(new Shares(tr("Stars"))),
      m_keys(new KeyWheel)
{
    auto *content = new QWidget;
    auto *rows = new QVBoxLayout(content);
    rows->setContentsMargins(12, 0, 12, 12);
    rows->setSpacing(8);
    auto *figures = new QHBoxLayout;
    figures->setSpacing(8);
    for (const QString &words : {tr("songs"), tr("analysed"), tr("of music"), tr("on disk"), tr("files are gone")}) {
        m_figures.push_back(new Figure(words));
        figures->addWidget(m_figures.back(), 1);
    }
    rows->addLayout(figures);
    auto *keyCard = new Plate(Plate::Level::Card);
    auto *keyColumn = new QVBoxLayout(keyCard);
    keyColumn->setContentsMargins(14, 10, 14, 12);
    keyColumn->addWidget(new TextLabel(tr("Keys"), TextStyle::Control));
    m_keys->setMinimumSize(260, 260);
    keyColumn->addWidget(m_keys, 1);
    auto *grid = new QGridLayout;
    grid->setSpacing(8);
    grid->addWidget(m_bpm, 0, 0, 1, 2);
    grid->addWidget(keyCard, 0, 2, 2, 1);
    grid->addWidget(m_energy, 1, 0);
    grid->addWidget(m_loudness, 1, 1);
    grid->addWidget(m_genres, 2, 0);
    grid->addWidget(m_moods, 2, 1);
    grid->addWidget(m_ratings, 2, 2);
    for (int column = 0; column < 3; ++column)
        grid->setColumnStretch(column, 1);
    grid->setRowStretch(0, 4);
    grid->setRowStretch(1, 4);
    grid->setRowStretch(2, 6);
    rows->addLayout(grid, 1);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(content);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(scroll);

    m_genres->setEmptyWords(tr("Known when songs are analysed."));
    m_moods->setEmptyWords(tr("Known when songs are analysed."));
    connect(m_bpm, &Histogram::barPressed, this, [this](int bar) {
        narrowed([&](library::TrackQuery &query) {
            const double from = m_stats.bpmFrom + bar * m_stats.bpmStep;
            query.bpm = {from, from + m_stats.bpmStep};
        });
    });
    connect(m_energy, &Histogram::barPressed, this, [this](int bar) {
        const double step = 1.0 / static_cast<double>(m_stats.energy.size());
        narrowed([&](library::TrackQuery &query) { query.energy = {bar * step, (bar + 1) * step}; });
    });
    connect(m_loudness, &Histogram::barPressed, this, [this](int bar) {
        const double from = kLoudnessFrom + bar * kLoudnessStep;
        narrowed([&](library::TrackQuery &query) { query.loudness = {from, from + kLoudnessStep}; });
    });
    connect(m_genres, &Shares::barPressed, this, [this](int bar) {
        narrowed([&](library::TrackQuery &query) { query.genres = {m_stats.genres[static_cast<size_t>(bar)].name}; });
    });
    connect(m_moods, &Shares::barPressed, this, [this](int bar) {
        narrowed([&](library::TrackQuery &query) { query.moods = {m_stats.moods[static_cast<size_t>(bar)].name}; });
    });
    connect(m_ratings, &Shares::barPressed, this, [this](int bar) {
        if (bar < 5)
            narrowed([&](library::TrackQuery &query) { query.minRating = 5 - bar; });
    });
    connect(m_keys, &KeyWheel::pickedChanged, this, [this](const QString &camelot) {
        if (!camelot.isEmpty())
            narrowed([&](library::TrackQuery &query) { query.key = keyOfCamelot(camelot); });
    });
}

void StatisticsPage::narrowed(const std::function<void(library::TrackQuery &)> &how)
{
    library::TrackQuery query;
    how(query);
    Q_EMIT songsWanted(query);
}

void StatisticsPage::setStats(const library::LibraryStats &stats)
{
    m_stats = stats;
    const Theme &theme = themeOf(this);
    const QLocale locale;
    const auto minutes = static_cast<int>(stats.duration.toSeconds() / 60 + 0.5);
    m_figures[0]->setValue(locale.toString(stats.tracks));
    m_figures[1]->setValue(locale.toString(stats.analysed));
    m_figures[2]->setValue(minutes < 60 ? tr("%1 min").arg(minutes) : tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60));
    m_figures[3]->setValue(locale.formattedDataSize(stats.bytes, 1, QLocale::DataSizeSIFormat));
    m_figures[4]->setValue(locale.toString(stats.missing));

    std::vector<ChartBar> bars;
    for (size_t i = 0; i < stats.bpm.size(); ++i) {
        const int from = stats.bpmFrom + static_cast<int>(i) * stats.bpmStep;
        bars.push_back(
            {tr("%1 to %2 BPM").arg(from).arg(from + stats.bpmStep), from % 20 == 0 ? QString::number(from) : QString(), stats.bpm[i], {}});
    }
    m_bpm->setBars(std::move(bars), tr("BPM"));
    bars.clear();
    for (size_t i = 0; i < stats.energy.size(); ++i) {
        const double step = 100.0 / static_cast<double>(stats.energy.size());
        const auto from = static_cast<int>(static_cast<double>(i) * step);
        bars.push_back({tr("energy %1 to %2 %").arg(from).arg(qRound(from + step)), i % 2 == 0 ? QString::number(from) : QString(),
                        stats.energy[i], mix(theme.brand.blue, theme.brand.magenta, static_cast<double>(i) / 9.0)});
    }
    m_energy->setBars(std::move(bars), tr("percent"));
    bars.clear();
    for (size_t i = 0; i < stats.loudness.size(); ++i) {
        const double from = kLoudnessFrom + static_cast<double>(i) * kLoudnessStep;
        bars.push_back({tr("%1 to %2 LUFS").arg(from).arg(from + kLoudnessStep), i % 5 == 0 ? QString::number(from) : QString(),
                        stats.loudness[i], theme.text.cyan});
    }
    m_loudness->setBars(std::move(bars), tr("LUFS"));
    bars.clear();
    for (const library::LibraryStats::Share &share : stats.genres)
        bars.push_back({labelWord(share.name), {}, share.count, {}});
    m_genres->setBars(std::move(bars), stats.analysed);
    bars.clear();
    for (const library::LibraryStats::Share &share : stats.moods) {
        QColor tint = moodTint(share.name, theme).ink;
        bars.push_back({labelWord(share.name), {}, share.count, tint});
    }
    m_moods->setBars(std::move(bars), stats.analysed);
    bars.clear();
    for (int stars = 5; stars >= 0; --stars) {
        const int count = static_cast<size_t>(stars) < stats.ratings.size() ? stats.ratings[static_cast<size_t>(stars)] : 0;
        bars.push_back(
            {stars > 0 ? QString(stars, QChar(0x2605)) : tr("not rated"), {}, count, stars > 0 ? theme.state.star : theme.waveform.idle});
    }
    m_ratings->setBars(std::move(bars), stats.tracks);
    m_keys->setCounts(stats.keys);
}

} // namespace sc::ui
