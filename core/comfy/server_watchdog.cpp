// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comfy/server_client_private.h"

#include "core/base/log.h"

#include <QtCore/QCoreApplication>

namespace sc::comfy {

namespace {

Q_LOGGING_CATEGORY(logComfy, "sc.comfy", QtInfoMsg)

constexpr size_t kMaxHeldBack = 500;

} // namespace

void ServerClient::Private::heardText(const QByteArray &message)
{
    if (const auto event = readEvent(message))
        judge(*event);
}

void ServerClient::Private::heardBinary(const QByteArray &message)
{
    const auto read = readBinary(message);
    if (!read) {
        qCDebug(logComfy, "a binary frame of %lld bytes was not understood", static_cast<long long>(message.size()));
        return;
    }
    if (const auto *frame = std::get_if<PreviewFrame>(&*read)) {
        if (const auto ours = tracker.take(*frame)) {
            silence.start(times.silence);
            pacer.take(*ours);
        }
    }
}

void ServerClient::Private::judge(const ServerEvent &event)
{
    if (const auto *status = std::get_if<StatusEvent>(&event)) {
        ++statusCount;
        statusDue.stop();
        if (facts.queueRemaining != status->queueRemaining) {
            facts.queueRemaining = status->queueRemaining;
            Q_EMIT q->factsChanged();
        }
    } else if (const auto *features = std::get_if<FeaturesEvent>(&event)) {
        facts.previewMetadata = features->previewMetadata;
        facts.maxUpload = features->maxUploadSize > 0 ? features->maxUploadSize : facts.stats.maxUpload;
        Q_EMIT q->factsChanged();
    }
    const QString prompt = promptOf(event);
    if (posting > 0 && !prompt.isEmpty() && !tracker.follows(prompt)) {
        // A very old server chooses an id of its own, and its events may be faster than its answer.
        if (heldBack.size() < kMaxHeldBack)
            heldBack.push_back(event);
        return;
    }
    if (const auto ours = tracker.take(event)) {
        if (state == State::Online)
            silence.start(times.silence);
        pacer.take(*ours);
    }
}

void ServerClient::Private::postBegins()
{
    ++posting;
}

void ServerClient::Private::postEnds()
{
    if (--posting > 0)
        return;
    for (const ServerEvent &event : std::exchange(heldBack, {}))
        judge(event);
}

// The queue has changed, and every socket is told so: when this one is not, its server has forgotten it.
void ServerClient::Private::expectStatus()
{
    if (state == State::Online && !statusDue.isActive())
        statusDue.start(times.statusAfterSubmit);
}

// Servers may be silent for minutes while they load a model. Only a queue that moved on without a word proves deafness.
void ServerClient::Private::checkSilence()
{
    if (state != State::Online)
        return;
    if (tracker.open().isEmpty()) {
        silence.start(times.silence);
        return;
    }
    q->queue([this, began = epoch](const Result<RemoteQueue> &queue) {
        if (began != epoch || state != State::Online)
            return;
        silence.start(times.silence);
        if (!queue)
            return;
        for (const QString &prompt : tracker.open()) {
            const bool runs = queue->running.contains(prompt);
            const bool missedStart = runs && !tracker.running().contains(prompt);
            const bool missedEnd = !runs && !queue->waiting.contains(prompt);
            if (!missedStart && !missedEnd)
                continue;
            recycle(Problem(ProblemCode::Timeout,
                            QCoreApplication::translate("sc::comfy", "%1 no longer tells its events.").arg(shownHost(http.address().url))));
            return;
        }
    });
}

} // namespace sc::comfy
