// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/practice/practice_media.h"
#include "core/practice/practice_options.h"
#include "core/practice/practice_store.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QHash>
#include <QtCore/QJsonArray>
#include <QtCore/QObject>
#include <QtCore/QTimer>
#include <QtGui/QImage>

namespace sc::practice {

struct Prompt
{
    QString id;
    double number = 0;
    QString clientId;
    QJsonObject graph;
    QJsonObject extra;
    QJsonArray outputIds;
    Plan plan;
    [[nodiscard]] QJsonArray tuple() const { return {number, id, graph, extra, outputIds}; }
};

// What is to go wrong with one prompt, drawn when it starts.
struct PromptFate
{
    bool outOfMemory = false;
    bool nodeError = false;
    bool empty = false;
    bool restart = false;
    bool dropSockets = false;
    ResultFlaw flaw = ResultFlaw::None;
    double slow = 1;
};

// What lives on between the prompts of one server process: loaded models and the outputs of the last graph.
struct RunnerMemory
{
    QStringList loaded;
    QHash<QByteArray, QJsonObject> cache; // signature of a node -> its ui output
};

// Runs one prompt in the order and with the events of ComfyUI, on timers; files are made in the background meanwhile.
class PracticeRunner : public QObject
{
    Q_OBJECT

public:
    PracticeRunner(Prompt prompt, PromptFate fate, const PracticeOptions &options, PracticeStore *store, RunnerMemory *memory,
                   QObject *parent = nullptr);
    ~PracticeRunner() override;

    void start();
    void interrupt();
    [[nodiscard]] const Prompt &prompt() const { return m_prompt; }
    [[nodiscard]] QString currentNode() const;

Q_SIGNALS:
    void event(const QString &type, const QJsonObject &data); // for the owner
    void preview(const QString &node, const QByteArray &jpeg);
    void finished(const QJsonObject &historyEntry, const QString &lastEvent, const QJsonObject &lastData);
    void wantsRestart();
    void wantsDrop();

private:
    struct Making
    {
        PracticeStore::NewNames names;
        bool done = false;
        Result<> result;
    };

    void nextNode();
    void runNode();
    void step(int done);
    void nextStep();
    void endNode();
    void save();
    void makeOutputs();
    void tellState();
    void tellProgress(int done);
    void showPreview(int done);
    void fail(const QString &type, const QString &message);
    void end(const QString &status, const QString &lastEvent, QJsonObject lastData);
    void later(double ms, void (PracticeRunner::*what)());
    [[nodiscard]] const PlannedNode &node() const { return m_todo[m_at]; }
    [[nodiscard]] double stepMs() const;
    [[nodiscard]] QJsonObject about(const QString &node = {}) const;

    Prompt m_prompt;
    PromptFate m_fate;
    const PracticeOptions m_options;
    PracticeStore *m_store;
    RunnerMemory *m_memory;
    std::vector<PlannedNode> m_todo; // not cached
    size_t m_at = 0;
    int m_step = 0;
    QTimer m_timer;
    void (PracticeRunner::*m_next)() = nullptr;
    QHash<QString, Making> m_making; // by output node
    QJsonObject m_states;            // of progress_state
    QJsonObject m_outputs;
    QJsonArray m_messages;
    QImage m_thumb; // of the result, for previews
    QElapsedTimer m_sincePreview;
    bool m_faultDone = false;
    bool m_waitsForFile = false;
    bool m_over = false;
};

} // namespace sc::practice
