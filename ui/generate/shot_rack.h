// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/generate/shot_grid.h"
#include "ui/widgets/panel.h"

namespace sc::ui {

class EmptyState;
class FieldChoice;
class GenerateDesk;
class PushButton;
class SearchField;
class Segment;
class TextLabel;

// Which shots the list holds.
struct ShotRackFilter
{
    enum class State { Any, WithoutTake, Waiting, Ready, Stale, Failed };
    QString text; // in name, prompt, notes
    SceneId scene;
    State state = State::Any;
    bool operator==(const ShotRackFilter &) const = default;
};

// The left side of the Generate screen: the shots to choose from, as pictures or rows, with search and filters; in a narrow window one
// line of pictures.
class ShotRack : public Panel
{
    Q_OBJECT

public:
    explicit ShotRack(GenerateDesk &desk, QWidget *parent = nullptr);

    void setFilter(const ShotRackFilter &filter);
    [[nodiscard]] const ShotRackFilter &filter() const { return m_filter; }
    void setLine(bool line); // one line of pictures
    [[nodiscard]] ShotGrid &grid() const { return *m_grid; }
    [[nodiscard]] SearchField &search() const { return *m_search; }
    [[nodiscard]] PushButton &batchButton() const { return *m_batch; }
    // Live shots without a take, in the order of the song.
    [[nodiscard]] std::vector<ClipId> withoutTakes() const;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void refresh();
    void refreshScenes();
    void refreshJobs();
    void openMenu(const ClipId &clip, const QPoint &at);
    void placeBatch();

    GenerateDesk &m_desk;
    ShotRackFilter m_filter;
    ShotGrid *m_grid;
    SearchField *m_search;
    FieldChoice *m_scene;
    FieldChoice *m_state;
    Segment *m_shape;
    TextLabel *m_title;
    TextLabel *m_count;
    PushButton *m_batch;
    EmptyState *m_empty;
    QHash<ClipId, Badge::State> m_jobStates;
    QHash<ClipId, double> m_progress;
    bool m_line = false;
};

} // namespace sc::ui
