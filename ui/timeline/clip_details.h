// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/model.h"
#include "core/timeline/transition_edits.h"

#include <QtWidgets/QWidget>

#include <functional>

namespace sc::ui {

class FieldChoice;
class InspectorField;
class LineField;
class TextField;
class TimelineEditor;

// What stands below the first fields of a shot: prompts, direction, slip, speed and transitions of one or several shots.
// "mixed" where they differ; only what is touched changes, each as one step of undo.
class ClipDetails : public QWidget
{
    Q_OBJECT

public:
    explicit ClipDetails(TimelineEditor *editor, QWidget *parent = nullptr);
    void refresh(const std::vector<ClipId> &clips, bool readOnly);

private:
    using Read = std::function<QString(const timeline::Clip &)>;
    using Write = std::function<Result<timeline::Timeline>(const timeline::Timeline &, const timeline::Clip &, const QString &)>;
    struct Line
    {
        LineField *field;
        Read read;
    };
    struct Block
    {
        TextField *field;
        Read read;
    };
    // One edge's transition: its kind and its length.
    struct Edge
    {
        timeline::ClipEdge edge;
        FieldChoice *kind;
        LineField *length;
    };

    LineField *addLine(const QString &label, const QString &step, Read read, Write write, bool mono = false);
    void addText(const QString &label, const QString &step, Read read, Write write);
    void addEdge(timeline::ClipEdge edge, const QString &label);
    void commit(InspectorField *field, const QString &step,
                const std::function<Result<timeline::Timeline>(const timeline::Timeline &, const timeline::Clip &)> &edit);
    void commitEdge(timeline::ClipEdge edge, InspectorField *field, std::optional<timeline::TransitionKind> kind,
                    std::optional<Ticks> length);
    void refreshEdge(const Edge &edge, const std::vector<const timeline::Clip *> &clips, bool readOnly);
    // "12 fr", "12", "0.5 s"; VALIDATION_ERROR with examples.
    [[nodiscard]] Result<Ticks> parseSpan(const QString &text) const;
    [[nodiscard]] QString spanText(Ticks length) const;

    TimelineEditor *m_editor;
    std::vector<ClipId> m_clips;
    std::vector<Line> m_lines;
    std::vector<Block> m_blocks;
    std::vector<Edge> m_edges;
};

} // namespace sc::ui
