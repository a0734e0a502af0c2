// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/scene_edits.h"

#include <QtWidgets/QWidget>

namespace sc::ui {

class InspectorField;
class LineField;
class Switch;
class TextField;
class TextLabel;
class TimelineEditor;

// The inspector's page of a scene: figures, name, description, lyrics, direction, and whether its length follows its
// shots. Every field that is left after a change is one step of undo; a refused one keeps what was typed and says why.
class ScenePage : public QWidget
{
    Q_OBJECT

public:
    explicit ScenePage(TimelineEditor *editor, QWidget *parent = nullptr);
    void refresh(const timeline::Scene &scene);

private:
    void buildFigures();
    void buildFields();
    void store(InspectorField *field, const QString &name, const timeline::EditScene &request);

    TimelineEditor *m_editor;
    TextLabel *m_place;
    TextLabel *m_figures[4] = {};
    LineField *m_name;
    TextField *m_description;
    TextField *m_lyrics;
    std::vector<std::pair<timeline::SceneDirectionField, LineField *>> m_direction;
    Switch *m_autoLength;
    bool m_isFilling = false;
};

} // namespace sc::ui
