// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analysis.h"
#include "ui/widgets/skeleton.h"

#include <QtWidgets/QAbstractButton>

class QGridLayout;

namespace sc::ui {

enum class FactId { Tempo, Key, Loudness, Metre, Energy, Valence, Danceability, Arousal, Rhythm, Brightness, Tuning, Quality };

// One thing that was heard: a figure with its unit, how sure it is, and a second line.
struct Fact
{
    FactId id = FactId::Tempo;
    QString label;
    QString value; // empty: nothing can be said
    QString unit;
    QString camelot; // drawn as a plate behind the value
    QString detail;
    std::optional<double> confidence; // under 0.35 the value is greyed and says "uncertain"
    bool isEdited = false;            // by hand
    bool isCorrectable = false;
    bool isAwaited = false;      // the song is still being listened to
    std::vector<double> choices; // other tempi, one press away
    QString meaning;             // what the figure is, for the tooltip
    [[nodiscard]] bool isUncertain() const { return confidence && *confidence < 0.35 && !isEdited; }
    bool operator==(const Fact &) const = default;
};

// The facts of a song in the order of the screen; of one that is still being listened to what is not there yet is awaited
// and nothing can be corrected. Pure.
[[nodiscard]] std::vector<Fact> factsOf(const audio::Analysis &analysis, bool isPartial = false);     // the six everybody asks for
[[nodiscard]] std::vector<Fact> moreFactsOf(const audio::Analysis &analysis, bool isPartial = false); // the others that have a card

// A card of 76 px. One that can be corrected is a button.
class FactCard : public QAbstractButton
{
    Q_OBJECT

public:
    explicit FactCard(QWidget *parent = nullptr);
    void setFact(const Fact &fact);
    [[nodiscard]] const Fact &fact() const { return m_fact; }
    [[nodiscard]] QSize sizeHint() const override { return {150, 76}; }
    [[nodiscard]] QRectF choiceBox(size_t choice) const; // of a tempo in the second line

Q_SIGNALS:
    void correctRequested();
    void choiceMade(double value);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    [[nodiscard]] std::optional<size_t> choiceAt(QPointF at) const;

    Fact m_fact;
    Shimmer m_shimmer;
    std::optional<size_t> m_hover;
};

// Cards in two columns.
class FactCards : public QWidget
{
    Q_OBJECT

public:
    explicit FactCards(QWidget *parent = nullptr);
    void setFacts(const std::vector<Fact> &facts);
    [[nodiscard]] FactCard *card(FactId id) const; // null when it is not shown

Q_SIGNALS:
    void correctRequested(sc::ui::FactId id, QPoint globalPosition);
    void tempoChosen(double bpm);

private:
    QGridLayout *m_grid;
    std::vector<FactCard *> m_cards;
};

} // namespace sc::ui
