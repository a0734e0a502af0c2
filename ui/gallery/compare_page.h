// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/gallery/gallery_desk.h"
#include "ui/viewer/compare_view.h"

namespace sc::ui {

class PushButton;
class Segment;
class StarsField;
class TextLabel;

// Takes beside or over each other, with what can be said of each below: the viewer in the middle, its modes above.
class ComparePage : public QWidget
{
    Q_OBJECT

public:
    explicit ComparePage(GalleryDesk &desk, QWidget *parent = nullptr);

    void show(const std::vector<TakeId> &takes); // the first ones are seen first
    [[nodiscard]] CompareView &view() const { return *m_view; }
    [[nodiscard]] Segment &modes() const { return *m_modes; }
    [[nodiscard]] TakeId current() const;
    [[nodiscard]] const std::vector<TakeId> &takes() const { return m_takes; }
    void step(int sides); // the next one, round and round
    void togglePlay();

Q_SIGNALS:
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    class Strip;
    void refresh();
    void refreshFoot();
    void setMode(int index);

    GalleryDesk &m_desk;
    std::vector<TakeId> m_takes;
    CompareView *m_view;
    TextLabel *m_title;
    Segment *m_modes;
    Segment *m_gain;
    PushButton *m_play;
    PushButton *m_loupe;
    PushButton *m_scale;
    TextLabel *m_position;
    Strip *m_strip;
    TextLabel *m_name;
    TextLabel *m_facts;
    StarsField *m_stars;
    PushButton *m_choose;
    PushButton *m_approve;
    PushButton *m_reject;
};

} // namespace sc::ui
