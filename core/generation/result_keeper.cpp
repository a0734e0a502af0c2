// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/result_keeper.h"

#include "core/base/json.h"
#include "core/media/visual_facts.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QFutureWatcher>
#include <QtCore/QUuid>

namespace sc::generation {

namespace {

constexpr int kReleaseMs = 2000;

// Always the same for the same result, so that what is kept twice is there once.
TakeId takeIdOf(const Job &job, int number)
{
    if (number == 0)
        return TakeId(job.id.text());
    const QUuid space = QUuid::fromString(job.id.text());
    return TakeId(QUuid::createUuidV5(space, QString::number(number)).toString(QUuid::WithoutBraces));
}

Asked askedOf(const Job &job, const QJsonObject &params)
{
    Asked asked;
    asked.kind = job.kind == JobKind::Video ? timeline::TakeKind::Video : timeline::TakeKind::Image;
    const bool isPlain = job.ownGraph.isEmpty() && !params.contains(QStringLiteral("upscale"));
    if (isPlain) {
        asked.width = params.value(QStringLiteral("width")).toInt();
        asked.height = params.value(QStringLiteral("height")).toInt();
    }
    if (isPlain && job.kind == JobKind::Video && !params.contains(QStringLiteral("interpolate_fps")))
        asked.frames = params.value(QStringLiteral("frames")).toInt();
    return asked;
}

Result<std::vector<PreparedTake>> prepareAll(const std::vector<Delivery> &deliveries)
{
    std::vector<PreparedTake> prepared;
    for (const Delivery &delivery : deliveries) {
        SC_TRY_ASSIGN(take, prepareTake(delivery));
        prepared.push_back(std::move(take));
    }
    return prepared;
}

} // namespace

Delivery deliveryOf(const Job &job, const QString &file, int number)
{
    const auto params = parseJsonObject(job.sentParams.toUtf8(), QString()).value_or(QJsonObject());
    Delivery delivery;
    delivery.bundle = job.bundle;
    delivery.file = file;
    delivery.clip = ClipId(job.clip);
    delivery.asked = askedOf(job, params);
    delivery.take.id = takeIdOf(job, number);
    delivery.take.clip = delivery.clip;
    delivery.take.family = job.family;
    delivery.take.modelName = job.models.value(0, job.modelName);
    const QJsonValue seed = params.value(QStringLiteral("seed"));
    if (seed.isDouble())
        delivery.take.seed = seed.toInteger();
    delivery.take.serverId = job.server.text();
    delivery.take.serverName = job.serverName;
    delivery.take.provider = timeline::TakeProvider::ComfyUi;
    delivery.take.originalName = QFileInfo(file).fileName();
    delivery.take.createdAt = job.doneAt;
    delivery.recipe.prompt = job.prompt;
    delivery.recipe.negativePrompt = job.negative;
    delivery.recipe.promptParts = job.promptParts;
    delivery.recipe.params = job.sentParams;
    delivery.recipe.graphHash = job.graphHash;
    delivery.recipe.request = job.graph;
    delivery.recipe.queuedAt = job.queuedAt;
    delivery.recipe.startedAt = job.startedAt;
    delivery.recipe.finishedAt = job.doneAt;
    return delivery;
}

BundleKeeper::BundleKeeper(ProfilePaths profile, SessionOf sessionOf, KeepOptions options)
    : m_profile(std::move(profile)), m_sessionOf(std::move(sessionOf)), m_options(options)
{
    m_release.setSingleShot(true);
    m_release.setInterval(kReleaseMs);
    connect(&m_release, &QTimer::timeout, this, &BundleKeeper::closeBundle);
}

BundleKeeper::~BundleKeeper() = default;

void BundleKeeper::closeBundle()
{
    m_own.reset();
}

Result<project::ProjectSession *> BundleKeeper::sessionFor(const QString &bundle)
{
    if (project::ProjectSession *open = m_sessionOf ? m_sessionOf(bundle) : nullptr)
        return open;
    if (!m_own || m_own->bundle() != bundle) {
        m_own.reset();
        SC_TRY_ASSIGN(opened, project::ProjectSession::open(bundle));
        m_own = std::move(opened);
    }
    m_release.start();
    return m_own.get();
}

void BundleKeeper::keep(const Job &job, const QStringList &files, Done done)
{
    QMetaObject::invokeMethod(
        this,
        [this, job, files, done] {
            if (job.bundle.isEmpty())
                keepInProfile(job, files, done);
            else
                keepInProject(job, files, done);
        },
        Qt::QueuedConnection);
}

void BundleKeeper::keepInProject(const Job &job, const QStringList &files, const Done &done)
{
    std::vector<Delivery> deliveries;
    for (int i = 0; i < files.size(); ++i)
        deliveries.push_back(deliveryOf(job, files[i], i));
    auto *watcher = new QFutureWatcher<Result<std::vector<PreparedTake>>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, bundle = job.bundle, done] {
        watcher->deleteLater();
        const auto prepared = watcher->result();
        if (!prepared)
            return done(std::unexpected(prepared.error()));
        const auto session = sessionFor(bundle);
        if (!session)
            return done(std::unexpected(session.error()));
        const auto ids = keepTakes(**session, *prepared, m_options);
        if (!ids)
            return done(std::unexpected(ids.error()));
        KeptResult kept;
        for (const TakeId &id : *ids)
            kept.takes.append(id.text());
        kept.file = (*session)->absolutePath(prepared->front().take.media);
        done(kept);
    });
    watcher->setFuture(QtConcurrent::run(prepareAll, deliveries));
}

// Where the job's shot shows its end: trimmed and slipped, the last frame of the shot is not that of the movie.
Result<ShownPlace> BundleKeeper::endOf(const Job &job)
{
    SC_TRY_ASSIGN(session, sessionFor(job.bundle));
    SC_TRY_ASSIGN(place, lastShown(*session, ClipId(job.clip)));
    return place;
}

void BundleKeeper::lastPicture(const Job &job, Picture done)
{
    const QString made = job.inboxFile.section(u'\n', 0, 0);
    if (made.isEmpty() || !QFileInfo(made).isFile())
        return done(std::unexpected(Problem(ProblemCode::MediaMissing, tr("The picture that it starts from is not there any more."))));
    if (job.kind != JobKind::Video)
        return done(made);
    const auto place = endOf(job);
    if (!place)
        return done(std::unexpected(place.error()));
    auto *watcher = new QFutureWatcher<Result<QString>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [watcher, done] {
        watcher->deleteLater();
        done(watcher->result());
    });
    watcher->setFuture(QtConcurrent::run(writeFrame, *place));
}

void BundleKeeper::keepInProfile(const Job &job, const QStringList &files, const Done &done)
{
    const QString folder = m_profile.root + QStringLiteral("/results");
    if (const auto made = ensureFolder(folder); !made)
        return done(std::unexpected(made.error()));
    KeptResult kept;
    for (int i = 0; i < files.size(); ++i) {
        const auto facts = media::measureVisual(files[i]);
        if (!facts)
            return done(std::unexpected(
                Problem(ProblemCode::ResultInvalid, tr("The server's result cannot be used: %1").arg(facts.error().text()))));
        const TakeId id = takeIdOf(job, i);
        const QString target = QStringLiteral("%1/%2.%3").arg(folder, id.text(), QFileInfo(files[i]).suffix().toLower());
        if (!QFile::exists(target) && !QFile::copy(files[i], target)) {
            return done(std::unexpected(
                Problem(ProblemCode::PermissionDenied, tr("\"%1\" cannot be written.").arg(QDir::toNativeSeparators(target)))));
        }
        kept.takes.append(id.text());
        if (i == 0)
            kept.file = target;
    }
    done(kept);
}

} // namespace sc::generation
