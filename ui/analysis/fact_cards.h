// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analysis.h"

#include <QtWidgets/QWidget>

namespace sc::ui {

// One thing that was heard: a figure with its unit, how sure it is, and a second line.
struct Fact
{
    QString label;
    QString value; // empty: nothing can be said
    QString unit;
    QString camelot; // drawn as a plate behind the value
    QString detail;
    std::optional<double> confidence; // under 0.35 the value is greyed and says "uncertain"
    [[nodiscard]] bool isUncertain() const { return confidence && *confidence < 0.35; }
    bool operator==(const Fact &) const = default;
};

// The facts of a song in the order of the screen. Pure.
[[nodiscard]] std::vector<Fact> factsOf(const audio::Analysis &analysis);

// Cards of 76 px in two columns.
class FactCards : public QWidget
{
    Q_OBJECT

public:
    explicit FactCards(QWidget *parent = nullptr);
    void setFacts(std::vector<Fact> facts);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintCard(QPainter &painter, const QRectF &box, const Fact &fact) const;

    std::vector<Fact> m_facts;
};

} // namespace sc::ui
