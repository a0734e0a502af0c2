// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

namespace sc::ui {

class FieldChoice;
class GenerateDesk;
class PictureField;
class PushButton;
class Switch;
class TextLabel;
class ValueField;

// What few shots need: refiner, clip skip, PAG, sampler, pictures to start, end and be guided by, a face, a workflow of one's own.
class AdvancedPart : public QWidget
{
    Q_OBJECT

public:
    explicit AdvancedPart(GenerateDesk &desk, QWidget *parent = nullptr);
    void refresh();
    // Reads a graph of the person's own; what is wrong with it is told with line or node and what to do.
    void importWorkflow(const QString &file);
    [[nodiscard]] QString workflowProblem() const;
    [[nodiscard]] PictureField *startPicture() const { return m_init; }

private:
    void fillWorkflows();
    void chooseWorkflow(const QString &id);
    void checkWorkflow();

    GenerateDesk &m_desk;
    Switch *m_refiner;
    QWidget *m_refinerRow;
    ValueField *m_switchPoint;
    ValueField *m_clipSkip;
    ValueField *m_pag;
    ValueField *m_denoise;
    FieldChoice *m_sampler;
    FieldChoice *m_scheduler;
    PictureField *m_init;
    PictureField *m_end;
    FieldChoice *m_controlType;
    PictureField *m_control;
    ValueField *m_controlStrength;
    PictureField *m_face;
    FieldChoice *m_workflow;
    QString m_shownWorkflow; // id, of the shot
    PushButton *m_import;
    TextLabel *m_workflowProblem;
};

} // namespace sc::ui
