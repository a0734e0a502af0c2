// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/batch_plan.h"
#include "ui/servers/generation_feed.h"
#include "ui/widgets/app_context.h"

#include <QtCore/QTimer>
#include <QtWidgets/QDialog>

class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QVBoxLayout;

namespace sc::library {
class SharedItems;
}

namespace sc::ui {

class Chip;
class EstimateLanes;
class FieldChoice;
class PlanGrid;
class PushButton;
class Segment;
class Switch;

// "5, 7, euler" as values, numbers where they are numbers.
[[nodiscard]] QJsonArray axisValuesFrom(const QString &text);

// Many shots at once: which, what is varied, the plan of shots by combinations, stills first, seeds; beside it what that means
// before anything is sent. Nothing is stored before the footer.
class BatchDialog : public QDialog
{
    Q_OBJECT

public:
    // `clips` are chosen at first; none: the shots that have no take.
    BatchDialog(AppContext &context, GenerationFeed &feed, const std::vector<ClipId> &clips, QWidget *parent);
    ~BatchDialog() override;

    [[nodiscard]] generation::BatchSpec spec() const;
    [[nodiscard]] std::vector<ClipId> chosen() const;
    [[nodiscard]] const Result<generation::BatchDraft> &draft() const { return m_draft; }
    [[nodiscard]] const generation::Preflight &preflight() const { return m_preflight; }
    [[nodiscard]] QListWidget *shots() const { return m_shots; }
    [[nodiscard]] Segment *kind() const { return m_kind; }
    [[nodiscard]] Segment *promptMode() const { return m_promptMode; }
    [[nodiscard]] QPlainTextEdit *sharedPrompt() const { return m_shared; }
    [[nodiscard]] FieldChoice *axisKey(int axis) const { return m_axes[static_cast<size_t>(axis)].key; }
    [[nodiscard]] QLineEdit *axisValues(int axis) const { return m_axes[static_cast<size_t>(axis)].values; }
    [[nodiscard]] PlanGrid *plan() const { return m_plan; }
    [[nodiscard]] Switch *stillsFirst() const { return m_stills; }
    [[nodiscard]] Chip *youChoose() const { return m_choose; }
    [[nodiscard]] FieldChoice *stillCount() const { return m_stillCount; }
    [[nodiscard]] PushButton *startButton() const { return m_start; }
    [[nodiscard]] PushButton *pausedButton() const { return m_paused; }
    [[nodiscard]] QString sentence() const;                    // "6 shots x 2 model"
    [[nodiscard]] static QString axisWord(const QString &key); // translated
    void refreshNow();

Q_SIGNALS:
    void created(const QString &batchId);

protected:
    void reject() override;

private:
    struct Axis
    {
        FieldChoice *key = nullptr;
        QLineEdit *values = nullptr;
        TextLabel *factor = nullptr;
    };
    void buildShots(QVBoxLayout *into);
    void buildOrder(QVBoxLayout *into);
    void buildVariations(QVBoxLayout *into);
    void buildStills(QVBoxLayout *into);
    void buildSeeds(QVBoxLayout *into);
    void buildMeaning(QVBoxLayout *into);
    void listFamilies();
    void listPresets();
    void soon();
    [[nodiscard]] Result<generation::BatchDraft> makeDraft(bool cutsFrames);
    void showMeaning();
    void showShots();
    void showStills();
    void showCards();
    void showEstimate();
    void showPlan();
    void switchCells(const std::vector<generation::BatchCellRef> &cells, bool on);
    void addCard(Ink ink, const QString &title, const QString &text, const QString &button = {}, const std::function<void()> &act = {});
    void create(bool start);

    AppContext &m_context;
    GenerationFeed &m_feed;
    std::unique_ptr<library::SharedItems> m_profileItems; // characters and templates of the profile; null: not readable
    Result<generation::BatchDraft> m_draft;
    generation::Preflight m_preflight;
    bool m_strict = false;
    bool m_changed = false;
    QTimer m_soon;
    QListWidget *m_shots = nullptr;
    TextLabel *m_shotWords = nullptr;
    Segment *m_promptMode = nullptr;
    QPlainTextEdit *m_shared = nullptr;
    Segment *m_kind = nullptr;
    FieldChoice *m_family = nullptr;
    FieldChoice *m_preset = nullptr;
    FieldChoice *m_server = nullptr;
    std::vector<Axis> m_axes;
    std::vector<generation::BatchCellRef> m_off; // fields of the plan that are not made
    TextLabel *m_sentence = nullptr;
    TextLabel *m_takes = nullptr;
    PlanGrid *m_plan = nullptr;
    Switch *m_stills = nullptr;
    QWidget *m_stillBox = nullptr; // what there is to say when it is on
    TextLabel *m_pictureWords = nullptr;
    Chip *m_choose = nullptr;
    TextLabel *m_videoWords = nullptr;
    FieldChoice *m_stillFamily = nullptr;
    FieldChoice *m_stillCount = nullptr;
    TextLabel *m_stillWords = nullptr;
    Segment *m_seeds = nullptr;
    QLineEdit *m_seed = nullptr;
    TextLabel *m_meaningTitle = nullptr;
    QVBoxLayout *m_cards = nullptr;
    TextLabel *m_finish = nullptr;
    TextLabel *m_finishWords = nullptr;
    TextLabel *m_gpu = nullptr;
    TextLabel *m_room = nullptr;
    EstimateLanes *m_lanes = nullptr;
    TextLabel *m_foot = nullptr;
    PushButton *m_paused = nullptr;
    PushButton *m_start = nullptr;
};

} // namespace sc::ui
