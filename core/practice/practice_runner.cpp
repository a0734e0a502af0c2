// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/practice/practice_runner.h"

#include "core/practice/practice_picture.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QBuffer>
#include <QtCore/QDateTime>
#include <QtCore/QFile>
#include <QtCore/QPointer>

namespace sc::practice {

namespace {

constexpr double kNodeMs = 12; // of a node that does little, at pace 1
constexpr double kStepMs = 55; // of a sampler for a megapixel
constexpr int kPreviewSide = 256;
constexpr int kPreviewEvery = 150; // ms
constexpr int kMaxBatch = 16;

QJsonObject stamped(QJsonObject data)
{
    data.insert(QStringLiteral("timestamp"), QDateTime::currentMSecsSinceEpoch());
    return data;
}

} // namespace

PracticeRunner::PracticeRunner(Prompt prompt, PromptFate fate, const PracticeOptions &options, PracticeStore *store, RunnerMemory *memory,
                               QObject *parent)
    : QObject(parent), m_prompt(std::move(prompt)), m_fate(fate), m_options(options), m_store(store), m_memory(memory)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (const auto next = std::exchange(m_next, nullptr))
            (this->*next)();
    });
}

PracticeRunner::~PracticeRunner() = default;

QString PracticeRunner::currentNode() const
{
    return m_at < m_todo.size() ? node().id : QString();
}

QJsonObject PracticeRunner::about(const QString &node) const
{
    QJsonObject data{{QStringLiteral("prompt_id"), m_prompt.id}};
    if (!node.isEmpty()) {
        data.insert(QStringLiteral("node"), node);
        data.insert(QStringLiteral("display_node"), node);
    }
    return data;
}

void PracticeRunner::later(double ms, void (PracticeRunner::*what)())
{
    m_next = what;
    m_timer.start(static_cast<int>(std::clamp(ms * m_options.pace * m_fate.slow * m_options.faults.slow, 0.0, 3'600'000.0)));
}

double PracticeRunner::stepMs() const
{
    return kStepMs * node().work;
}

void PracticeRunner::start()
{
    const QJsonObject begun = stamped(about());
    m_messages.append(QJsonArray{QStringLiteral("execution_start"), begun});
    Q_EMIT event(QStringLiteral("execution_start"), begun);
    QJsonArray cachedIds;
    for (const PlannedNode &planned : m_prompt.plan.nodes) {
        if (m_memory->cache.contains(planned.signature))
            cachedIds.append(planned.id);
        else
            m_todo.push_back(planned);
    }
    QJsonObject cached = stamped(about());
    cached.insert(QStringLiteral("nodes"), cachedIds);
    m_messages.append(QJsonArray{QStringLiteral("execution_cached"), cached});
    Q_EMIT event(QStringLiteral("execution_cached"), cached);
    // The files of before are named again, whether or not they are still there.
    for (const PlannedNode &planned : m_prompt.plan.nodes) {
        if (!planned.isOutput || !m_memory->cache.contains(planned.signature))
            continue;
        QJsonObject executed = about(planned.id);
        executed.insert(QStringLiteral("output"), m_memory->cache.value(planned.signature));
        m_outputs.insert(planned.id, m_memory->cache.value(planned.signature));
        Q_EMIT event(QStringLiteral("executed"), executed);
    }
    makeOutputs();
    nextNode();
}

// In the background from the beginning, so that the time of sampling is used.
void PracticeRunner::makeOutputs()
{
    for (const PlannedOutput &output : m_prompt.plan.outputs) {
        const bool wanted = std::ranges::any_of(m_todo, [&output](const PlannedNode &todo) { return todo.id == output.node; });
        if (!wanted || output.kind == OutputKind::None || m_fate.empty || m_fate.outOfMemory || m_fate.nodeError)
            continue;
        const int count = output.kind == OutputKind::Picture ? std::clamp(output.frames, 1, kMaxBatch) : 1;
        Making &making = m_making[output.node];
        making.names =
            m_store->newNames(output.temporary ? QStringLiteral("temp") : QStringLiteral("output"), output.prefix, output.suffix, count);
        QtConcurrent::run([output, folder = m_store->folder(QStringLiteral("input")), paths = making.names.paths, flaw = m_fate.flaw] {
            return makeFiles(output, folder, paths, flaw);
        }).then(this, [this, id = output.node](const Result<> &result) {
            m_making[id].done = true;
            m_making[id].result = result;
            if (m_waitsForFile)
                save();
        });
    }
}

void PracticeRunner::nextNode()
{
    if (m_at >= m_todo.size()) {
        end(QStringLiteral("success"), QStringLiteral("execution_success"), about());
        return;
    }
    m_states.insert(node().id, QJsonObject{{QStringLiteral("state"), QStringLiteral("running")},
                                           {QStringLiteral("value"), 0},
                                           {QStringLiteral("max"), std::max(1, node().steps)},
                                           {QStringLiteral("node_id"), node().id},
                                           {QStringLiteral("prompt_id"), m_prompt.id},
                                           {QStringLiteral("display_node_id"), node().id},
                                           {QStringLiteral("real_node_id"), node().id}});
    tellState();
    Q_EMIT event(QStringLiteral("executing"), about(node().id));
    bool loads = false;
    for (const QString &model : node().models)
        loads = loads || !m_memory->loaded.contains(model);
    if (loads) {
        // Room is made for what this graph needs.
        m_memory->loaded = m_prompt.plan.models();
        later(m_options.loadMs, &PracticeRunner::runNode);
        return;
    }
    later(kNodeMs, &PracticeRunner::runNode);
}

void PracticeRunner::runNode()
{
    const bool heavy = node().steps > 0;
    const bool last = m_at + 1 == m_todo.size();
    const double limit = m_options.faults.memoryMegapixels;
    const bool isTooLarge = heavy && limit > 0 && node().work > limit; // only sampling says how large its picture is
    if (isTooLarge || ((heavy || last) && m_fate.outOfMemory)) {
        fail(QStringLiteral("torch.OutOfMemoryError"), QStringLiteral("Allocation on device 0 would exceed allowed memory. (out of "
                                                                      "memory)\nThis error means you ran out of memory on your GPU.\n"));
        return;
    }
    if ((heavy || last) && m_fate.nodeError) {
        fail(QStringLiteral("RuntimeError"),
             QStringLiteral("The size of tensor a (77) must match the size of tensor b (154) at dimension 1\n"));
        return;
    }
    if (heavy) {
        m_step = 0;
        step(0);
        return;
    }
    endNode();
}

void PracticeRunner::step(int done)
{
    m_step = done;
    if (done > 0) {
        tellProgress(done);
        showPreview(done);
    }
    if (done * 2 >= node().steps && !m_faultDone) {
        m_faultDone = true;
        if (m_fate.dropSockets)
            Q_EMIT wantsDrop();
        if (m_fate.restart) {
            Q_EMIT wantsRestart(); // and with it we are gone
            return;
        }
    }
    if (done >= node().steps) {
        endNode();
        return;
    }
    later(stepMs(), &PracticeRunner::nextStep);
}

void PracticeRunner::nextStep()
{
    step(m_step + 1);
}

void PracticeRunner::endNode()
{
    const PlannedNode &done = node();
    if (done.isOutput) {
        save();
        return;
    }
    m_memory->cache.insert(done.signature, QJsonObject());
    QJsonObject state = m_states.value(done.id).toObject();
    state.insert(QStringLiteral("state"), QStringLiteral("finished"));
    state.insert(QStringLiteral("value"), state.value(QStringLiteral("max")));
    m_states.insert(done.id, state);
    tellState();
    ++m_at;
    nextNode();
}

void PracticeRunner::save()
{
    const PlannedNode &saving = node();
    const auto planned =
        std::ranges::find_if(m_prompt.plan.outputs, [&saving](const PlannedOutput &output) { return output.node == saving.id; });
    QJsonObject ui;
    if (const auto making = m_making.find(saving.id); making != m_making.end()) {
        m_waitsForFile = !making->done;
        if (m_waitsForFile)
            return;
        if (!making->result) {
            fail(QStringLiteral("OSError"), making->result.error().text() + u'\n' + making->result.error().detail());
            return;
        }
        QJsonArray files;
        for (const QString &name : making->names.names)
            files.append(QJsonObject{{QStringLiteral("filename"), name},
                                     {QStringLiteral("subfolder"), making->names.subfolder},
                                     {QStringLiteral("type"), planned->temporary ? QStringLiteral("temp") : QStringLiteral("output")}});
        ui.insert(planned->listKey, files);
        if (planned->kind == OutputKind::Movie && planned->listKey == u"images")
            ui.insert(QStringLiteral("animated"), QJsonArray{true});
    }
    if (!ui.isEmpty())
        m_outputs.insert(saving.id, ui);
    QJsonObject executed = about(saving.id);
    executed.insert(QStringLiteral("output"), ui.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(ui));
    Q_EMIT event(QStringLiteral("executed"), executed);
    if (m_fate.flaw == ResultFlaw::None && !m_fate.empty)
        m_memory->cache.insert(saving.signature, ui);
    QJsonObject state = m_states.value(saving.id).toObject();
    state.insert(QStringLiteral("state"), QStringLiteral("finished"));
    m_states.insert(saving.id, state);
    tellState();
    ++m_at;
    nextNode();
}

void PracticeRunner::tellState()
{
    QJsonObject data = about();
    data.insert(QStringLiteral("nodes"), m_states);
    Q_EMIT event(QStringLiteral("progress_state"), data);
}

void PracticeRunner::tellProgress(int done)
{
    QJsonObject state = m_states.value(node().id).toObject();
    state.insert(QStringLiteral("value"), done);
    m_states.insert(node().id, state);
    tellState();
    QJsonObject data = about();
    data.insert(QStringLiteral("node"), node().id);
    data.insert(QStringLiteral("value"), done);
    data.insert(QStringLiteral("max"), node().steps);
    Q_EMIT event(QStringLiteral("progress"), data);
}

// The picture as it comes out of the noise: coarse at first, then finer.
void PracticeRunner::showPreview(int done)
{
    if (m_prompt.plan.outputs.empty() || (m_sincePreview.isValid() && m_sincePreview.elapsed() < kPreviewEvery))
        return;
    m_sincePreview.start();
    const PlannedOutput &output = m_prompt.plan.outputs.front();
    if (m_thumb.isNull())
        m_thumb = paintPicture({.prompt = output.prompt,
                                .seed = output.seed,
                                .size = output.size.scaled(kPreviewSide, kPreviewSide, Qt::KeepAspectRatio).expandedTo(QSize(8, 8)),
                                .labelled = false});
    const double share = static_cast<double>(done) / std::max(1, node().steps);
    const int side = static_cast<int>(6 + (kPreviewSide - 6) * share * share);
    const QImage coarse = m_thumb.scaled(side, side, Qt::KeepAspectRatio, Qt::SmoothTransformation)
                              .scaled(m_thumb.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    QByteArray jpeg;
    QBuffer buffer(&jpeg);
    buffer.open(QIODevice::WriteOnly);
    coarse.save(&buffer, "jpeg", 80);
    Q_EMIT preview(node().id, jpeg);
}

void PracticeRunner::interrupt()
{
    if (m_over)
        return;
    m_timer.stop();
    QJsonObject data = about();
    data.insert(QStringLiteral("node_id"), currentNode());
    data.insert(QStringLiteral("node_type"), m_at < m_todo.size() ? node().className : QString());
    data.insert(QStringLiteral("executed"), QJsonArray());
    end(QStringLiteral("error"), QStringLiteral("execution_interrupted"), data);
}

void PracticeRunner::fail(const QString &type, const QString &message)
{
    QJsonObject data = about();
    data.insert(QStringLiteral("node_id"), node().id);
    data.insert(QStringLiteral("node_type"), node().className);
    data.insert(QStringLiteral("executed"), QJsonArray());
    data.insert(QStringLiteral("exception_message"), message);
    data.insert(QStringLiteral("exception_type"), type);
    data.insert(QStringLiteral("traceback"), QJsonArray{QStringLiteral("  practice\n")});
    data.insert(QStringLiteral("current_inputs"), QJsonObject());
    data.insert(QStringLiteral("current_outputs"), QJsonArray());
    end(QStringLiteral("error"), QStringLiteral("execution_error"), data);
}

void PracticeRunner::end(const QString &status, const QString &lastEvent, QJsonObject lastData)
{
    m_over = true;
    lastData = stamped(lastData);
    m_messages.append(QJsonArray{lastEvent, lastData});
    // As ComfyUI's plain cache: only what the last graph used is kept.
    QHash<QByteArray, QJsonObject> kept;
    for (const PlannedNode &planned : m_prompt.plan.nodes)
        if (m_memory->cache.contains(planned.signature))
            kept.insert(planned.signature, m_memory->cache.value(planned.signature));
    m_memory->cache = kept;
    const QJsonObject entry{{QStringLiteral("prompt"), m_prompt.tuple()},
                            {QStringLiteral("outputs"), m_outputs},
                            {QStringLiteral("status"), QJsonObject{{QStringLiteral("status_str"), status},
                                                                   {QStringLiteral("completed"), status == u"success"},
                                                                   {QStringLiteral("messages"), m_messages}}},
                            {QStringLiteral("meta"), QJsonObject()}};
    Q_EMIT finished(entry, lastEvent, lastData);
}

} // namespace sc::practice
