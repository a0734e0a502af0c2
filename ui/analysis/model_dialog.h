// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/user_model.h"
#include "ui/analysis/song_view.h"
#include "ui/widgets/app_context.h"

#include <QtWidgets/QDialog>

class QGridLayout;

namespace sc::ui {

class BusyRing;
class PushButton;
class TextLabel;

// A model of the person's own for labels: choose the .onnx and, where it does not lie beside it, its description; see
// what it says of the current song beside the built-in labels; use it for the next analyses, or no more. A model that
// does not fit says why and is not kept.
class ModelDialog : public QDialog
{
    Q_OBJECT

public:
    ModelDialog(AppContext &context, SongView *song, QWidget *parent = nullptr, audio::ModelRunnerOptions runner = {});
    ~ModelDialog() override;

    void chooseModel(const QString &onnxPath); // as from the file dialog
    void chooseLabels(const QString &descriptionPath);
    void tryIt();
    void use();
    void remove();

    [[nodiscard]] const std::optional<audio::UserModel> &model() const { return m_model; } // that fits
    [[nodiscard]] QString problem() const;                                                 // empty: there is none
    [[nodiscard]] const std::vector<audio::Label> &said() const { return m_said; }
    [[nodiscard]] bool isUsed() const; // by the library's analyses
    [[nodiscard]] bool isTrying() const { return m_trying; }

private:
    void build();
    void read();
    void refresh();
    void showProblem(const Problem &problem);
    void fillLabels();

    AppContext &m_context;
    SongView *m_song;
    audio::ModelRunnerOptions m_runner;
    QString m_onnx;
    QString m_labels; // empty: beside the model
    std::optional<audio::UserModel> m_model;
    std::vector<audio::Label> m_said;
    bool m_trying = false;
    bool m_tried = false;
    CancelToken m_cancel;
    int m_generation = 0;

    TextLabel *m_file = nullptr;
    TextLabel *m_labelFile = nullptr;
    TextLabel *m_facts = nullptr;
    TextLabel *m_problem = nullptr;
    TextLabel *m_detail = nullptr;
    QGridLayout *m_table = nullptr;
    BusyRing *m_ring = nullptr;
    PushButton *m_try = nullptr;
    PushButton *m_use = nullptr;
    PushButton *m_remove = nullptr;
};

} // namespace sc::ui
