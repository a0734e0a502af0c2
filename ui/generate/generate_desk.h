// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/batch_plan.h"
#include "core/generation/shot_request.h"
#include "core/generation/take_again.h"
#include "core/project/project_session.h"
#include "ui/generate/node_shelf.h"
#include "ui/widgets/app_context.h"

#include <QtCore/QTimer>

#include <array>
#include <memory>

namespace sc::generation {
class GenerationService;
struct OwnWorkflow;
} // namespace sc::generation
namespace sc::library {
class SharedItems;
}

namespace sc::ui {

class TimelineEditor;

// Where the next job would run and how long it would take.
struct Outlook
{
    QString server;      // name; empty: none can take it now
    double seconds = 0;  // of the run
    qint64 bytes = 0;    // of the result
    QStringList hurdles; // translated: what keeps servers off, each once
    bool waits = false;  // it can be queued, but nothing can start it as things are
    bool operator==(const Outlook &) const = default;
};

// What the parts of the Generate screen share: the shot that is looked at, what it wants, what was made for it and what is under way,
// and everything that can be done with that. Panels know this and not each other.
class GenerateDesk : public QObject
{
    Q_OBJECT

public:
    GenerateDesk(AppContext &context, TimelineEditor &editor, QObject *parent = nullptr);
    ~GenerateDesk() override;

    [[nodiscard]] AppContext &context() const { return m_context; }
    [[nodiscard]] TimelineEditor &editor() const { return m_editor; }
    [[nodiscard]] generation::GenerationService *service() const; // null: this program generates nothing
    [[nodiscard]] generation::Studio studio() const;

    // The shot.
    [[nodiscard]] const timeline::Clip *clip() const; // null: none
    [[nodiscard]] ClipId clipId() const { return m_clip; }
    void setClip(const ClipId &clip);
    [[nodiscard]] bool isLocked() const; // the shot, or the project is read-only

    // What it wants.
    [[nodiscard]] comfy::MediaKind kind() const { return m_kind; }
    void setKind(comfy::MediaKind kind);
    [[nodiscard]] const generation::ShotDraft &draft() const;
    [[nodiscard]] const comfy::ModelFamily *family() const; // of the draft; null when there is no such family
    // Every value as it would be sent, the family's preset filled in.
    [[nodiscard]] comfy::GenerationParams effective() const;
    [[nodiscard]] bool isOwn(const char *key) const; // the shot sets it itself
    [[nodiscard]] const Outlook &outlook() const { return m_outlook; }
    // Why nothing can be generated now; empty: it can.
    [[nodiscard]] QString reasonNot() const;

    // Edits of the shot, one step of undo each; false when refused (told through the editor).
    bool setParam(const QString &key, const QJsonValue &value); // null: as the preset has it
    bool setParams(const QString &stepName, const QJsonObject &values);
    bool setPrompt(const QString &text);
    bool setNegative(const QString &text);
    bool setGeneration(const QString &stepName, const timeline::ClipGeneration &generation);
    void setModel(const QString &family, const QString &model);

    // Where it goes.
    [[nodiscard]] generation::ServerId server() const { return m_server; }
    void setServer(const generation::ServerId &server); // empty: automatic
    // The workflow of one's own that the shot is made with; null: composed, or it makes the other kind, or it is not here.
    [[nodiscard]] const generation::OwnWorkflow *workflow() const;
    void setWorkflow(const QString &id); // empty: composed; kept with the shot, one step of undo
    [[nodiscard]] NodeShelf &nodes() { return m_nodes; }

    // What was made and is being made for it.
    [[nodiscard]] const std::vector<timeline::Take> &takes() const { return m_takes; } // oldest first
    [[nodiscard]] const std::vector<generation::Job> &jobs() const { return m_jobs; }  // open ones and failed ones without a later take
    [[nodiscard]] QString nameOf(const TakeId &take) const;                            // "Take 6"
    [[nodiscard]] bool isChosen(const TakeId &take) const;
    // A to D of the comparison.
    static constexpr int kPlaces = 4;
    [[nodiscard]] TakeId place(int index) const { return m_places[size_t(index)]; }
    void setPlace(int index, const TakeId &take);
    [[nodiscard]] const timeline::Take *takeAt(int place) const; // null: none
    void nextTake(int by);
    [[nodiscard]] const timeline::TakeRecipe &recipeOf(const TakeId &take) const; // empty when not known
    [[nodiscard]] QString fileOf(const timeline::Take &take) const;

    // Commands. Each tells what went wrong.
    void generate(bool front);
    void reproduce();
    void vary(const generation::Change &change);
    void cancelJob(const QString &job);
    void retryJob(const QString &job);
    void choose();
    void judge(timeline::TakeVerdict verdict); // again: takes it back
    void rate(int stars);
    void sendToPool();
    void startNext();
    void addReference(const CharacterId &character);
    void useAsStart(); // init picture of this shot
    void removeTake();

Q_SIGNALS:
    void shotChanged();    // another one, or none
    void requestChanged(); // what it wants, and what would be sent
    void outlookChanged();
    void takesChanged();
    void placesChanged();
    void jobsChanged(); // of any shot
    void progressed(const QString &job);
    void queued(const QString &job);

private:
    void makeAgain(const Result<generation::FrozenRequest> &frozen); // an earlier request, maybe changed, into the queue
    void takeSelection();
    void takeTimeline(const project::ChangeSet &change);
    void reloadTakes();
    void reloadJobs();
    void touchRequest();
    void refreshOutlook();
    [[nodiscard]] generation::RequestOptions options() const;
    [[nodiscard]] QString familyForKind() const; // empty: as the shot says
    [[nodiscard]] Result<generation::Job> jobOf(const generation::ShotRequest &request) const;
    void queue(const generation::Job &job, bool front);
    void generateFrom(const generation::ShotRequest &request, bool front);
    bool ok(const Result<> &result);

    AppContext &m_context;
    TimelineEditor &m_editor;
    std::unique_ptr<library::SharedItems> m_shared;
    NodeShelf m_nodes;
    ClipId m_clip;
    comfy::MediaKind m_kind = comfy::MediaKind::Image;
    generation::ServerId m_server;
    mutable std::unique_ptr<generation::OwnWorkflow> m_workflow; // as it was last found
    mutable std::optional<Problem> m_workflowProblem;            // why it was not
    mutable QString m_wantedWorkflow;                            // what was looked for: id and kind
    mutable std::optional<generation::ShotDraft> m_draft;
    Outlook m_outlook;
    QTimer m_look;
    std::vector<timeline::Take> m_takes;
    std::vector<generation::Job> m_jobs;
    std::array<TakeId, kPlaces> m_places;
    mutable QHash<TakeId, timeline::TakeRecipe> m_recipes;
};

} // namespace sc::ui
