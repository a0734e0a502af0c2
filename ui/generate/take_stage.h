// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewer/compare_view.h"
#include "ui/widgets/panel.h"

namespace sc::ui {

class EmptyState;
class TakeFactCard;
class GenerateDesk;
class LiveCard;
class PushButton;
class Segment;
class StarsField;
class TakeStrip;
class TextLabel;
class ViewBar;

inline constexpr int kCompareModes = 6;
[[nodiscard]] QString compareModeName(CompareMode mode); // translated: "Wipe"

// The middle of the Generate screen: the takes of the shot, one large or several compared, the strip of all, what is being made, and
// what two of them differ in.
class TakeStage : public Panel
{
    Q_OBJECT

public:
    explicit TakeStage(GenerateDesk &desk, QWidget *parent = nullptr);

    [[nodiscard]] CompareView &view() const { return *m_view; }
    [[nodiscard]] TakeStrip &strip() const { return *m_strip; }
    [[nodiscard]] LiveCard &live() const { return *m_live; }
    [[nodiscard]] PushButton &chooseButton() const { return *m_choose; }
    void setMode(CompareMode mode); // finds takes for the places that it needs
    void nextMode();                // C
    void openVaryMenu(QWidget *anchor);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void refreshShot();
    void refreshTakes();
    void refreshPlaces();
    void refreshJob(const QString &job);
    void refreshLive();
    void placeOver();
    void fillPlaces();
    void openTakeMenu(const TakeId &take, const QPoint &at);
    void openMore();

    GenerateDesk &m_desk;
    TextLabel *m_title;
    TextLabel *m_facts;
    Segment *m_modes;
    CompareView *m_view;
    ViewBar *m_bar;
    EmptyState *m_empty;
    TextLabel *m_count;
    PushButton *m_choose;
    PushButton *m_approve;
    PushButton *m_reject;
    PushButton *m_next;
    PushButton *m_more;
    StarsField *m_stars;
    TakeStrip *m_strip;
    LiveCard *m_live;
    TakeFactCard *m_cards[2];
    QWidget *m_cardRow;
    QString m_watched; // job whose picture is shown large
};

} // namespace sc::ui
