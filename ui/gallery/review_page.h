// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/gallery/gallery_desk.h"
#include "ui/gallery/judgement_panel.h"
#include "ui/gallery/review_round.h"
#include "ui/viewer/compare_view.h"

#include <QtCore/QElapsedTimer>

namespace sc::ui {

class IconButton;
class Panel;
class ProgressBar;
class PushButton;
class ReviewPlates;
class ReviewStrip;
class Segment;
class StateCover;
class Switch;
class TextLabel;

// One take after another, large, in the order of the song and with its sound. After a verdict the next one follows at once.
class ReviewPage : public QWidget
{
    Q_OBJECT

public:
    explicit ReviewPage(GalleryDesk &desk, QWidget *parent = nullptr);

    void begin(const TakeId &at = {}); // those not judged; of a take that was, all
    void end();                        // the sound stops
    void setShow(ReviewShow show);

    [[nodiscard]] const ReviewRound &round() const { return m_round; }
    [[nodiscard]] CompareView &view() const { return *m_view; }
    [[nodiscard]] JudgementPanel &judgement() const { return *m_judgement; }
    [[nodiscard]] const ReviewPlates &plates() const { return *m_plates; }
    [[nodiscard]] Segment &filter() const { return *m_filter; }
    [[nodiscard]] TakeId current() const { return m_round.current(); }

    void approve();
    void reject();
    void rate(int stars);
    void step(int takes);
    void goTo(const TakeId &take);
    void togglePlay();
    void stepFrames(int frames);
    void ask(JudgementPanel::Ask what);
    void compareWithChosen();
    void undo();
    void setSound(bool on);
    void toggleSound();
    void setFromBarBefore(bool on);
    void setPlaysThrough(bool on);
    [[nodiscard]] bool isPlaying() const;
    void toggleFullPicture(); // the picture alone

Q_SIGNALS:
    void closed();
    void compareRequested(const std::vector<sc::TakeId> &takes);
    void notesRequested();
    void menuRequested(const QPoint &globalPosition);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void build();
    void layOut();
    void showCurrent();
    void refreshWords();
    void judge(timeline::TakeVerdict verdict);
    void takeContents();
    void followPlayer(Ticks position);
    void startSound(bool play);
    [[nodiscard]] const timeline::Clip *clipOfCurrent() const;
    [[nodiscard]] TickRange playRange() const; // of the shot, with the bar before it when that is wanted
    [[nodiscard]] bool usesPlayer() const;

    GalleryDesk &m_desk;
    ReviewRound m_round;
    QElapsedTimer m_looked;
    QWidget *m_frame;
    CompareView *m_view;
    ReviewPlates *m_plates;
    Panel *m_foot;
    JudgementPanel *m_judgement;
    StateCover *m_nothing;
    ReviewStrip *m_strip;
    Segment *m_filter;
    ProgressBar *m_progress;
    TextLabel *m_left;
    TextLabel *m_said;
    Switch *m_sound;
    Switch *m_barBefore;
    Segment *m_way;
    QWidget *m_options;
    QWidget *m_hints;
    bool m_isLoopOurs = false;
    bool m_isFull = false;
    bool m_isGoing = false; // a take is being shown: the player's answers wait
};

} // namespace sc::ui
