// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/model_presets.h"
#include "ui/servers/matrix_rows.h"
#include "ui/widgets/panel.h"

class QLineEdit;
class QPlainTextEdit;
class QVBoxLayout;

namespace sc::ui {

class FieldChoice;
class StarsField;

// What is known of the row that is chosen in the matrix: a model with its family, speed, presets and notes, a package of nodes,
// or an own workflow. Edits are kept at once.
class ModelPage : public Panel
{
    Q_OBJECT

public:
    explicit ModelPage(const ProfilePaths &profile, QWidget *parent = nullptr);

    void showNothing();
    void showModel(const generation::ModelRecord &model, const MatrixSource &source, const MatrixRow &row,
                   const generation::LearnedFigures &figures);
    void showPackage(const MatrixRow &row, const QStringList &classes, const MatrixSource &source);
    void showWorkflow(const generation::OwnWorkflow &workflow, const MatrixRow &row, const MatrixSource &source);
    [[nodiscard]] QString shownId() const { return m_id; }
    [[nodiscard]] QPlainTextEdit *notes() const { return m_notes; }
    [[nodiscard]] StarsField *stars() const { return m_stars; }
    [[nodiscard]] FieldChoice *family() const { return m_family; }
    [[nodiscard]] QLineEdit *triggers() const { return m_triggers; }
    void newPreset();

Q_SIGNALS:
    void modelEdited(const sc::generation::ModelRecord &model);
    void workflowRemoveRequested(const QString &id);
    void problemOccurred(const sc::Problem &problem);
    void presetsChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void clear();
    QVBoxLayout *begin(const QString &id, const QString &title);
    void addSpeeds(QVBoxLayout *into, const MatrixSource &source, const generation::LearnedFigures &figures);
    void addPresets(QVBoxLayout *into);
    void addMissing(QVBoxLayout *into, const MatrixSource &source, const MatrixRow &row);
    void editPreset(const generation::ModelPreset &preset);
    void commitTexts();
    void send();

    ProfilePaths m_profile;
    QString m_id;
    generation::ModelRecord m_model;
    QWidget *m_body = nullptr;
    QPlainTextEdit *m_notes = nullptr;
    StarsField *m_stars = nullptr;
    FieldChoice *m_family = nullptr;
    QLineEdit *m_triggers = nullptr;
    QVBoxLayout *m_presetBox = nullptr;
};

} // namespace sc::ui
