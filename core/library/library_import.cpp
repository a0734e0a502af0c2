// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/library_private.h"

#include "core/base/log.h"
#include "core/base/text.h"
#include "core/library/small_tables.h"

#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

#include <algorithm>

namespace sc::library {

namespace {

const QString kUnfinished = QStringLiteral("library.unfinished_import");
constexpr size_t kFilesPerTransaction = 32;
constexpr qint64 kListPauseMs = 500; // between two notices that the list grew
// Files that become ready in such a while share a transaction, which costs as much for one as for many.
constexpr auto kGather = std::chrono::milliseconds(40);

qint64 sizeLimitOf(const Library &library, const ImportOptions &options)
{
    return options.allowLarge ? 0 : settingOf(library, QStringLiteral("library.largest_mb")).toLongLong() * 1'000'000;
}

bool changesList(const ImportOutcome &outcome)
{
    return outcome.kind == ImportOutcome::Kind::Imported || outcome.kind == ImportOutcome::Kind::Updated;
}

bool isTooLarge(const ImportOutcome &outcome)
{
    return outcome.problem && outcome.problem->code() == ProblemCode::FileTooLarge;
}

} // namespace

void Library::startImport(const QStringList &paths, const ImportOptions &options)
{
    d->batches.push_back({paths, options, {}});
    d->noteUnfinished();
    if (d->batches.size() == 1)
        d->startNextImport();
}

// What is being imported, for the next start, in case this one ends before.
void Library::Private::noteUnfinished()
{
    QJsonArray paths;
    for (const Batch &batch : batches) {
        for (const QString &path : batch.paths)
            paths.append(QFileInfo(path).absoluteFilePath());
    }
    const QString value = paths.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(paths).toJson(QJsonDocument::Compact));
    if (const auto noted = writeSetting(*db, kUnfinished, value); !noted)
        logProblem(logStore(), noted.error());
}

QStringList Library::unfinishedImport() const
{
    if (isImporting())
        return {};
    QStringList paths;
    for (const QJsonValue &path : QJsonDocument::fromJson(setting(kUnfinished).toUtf8()).array())
        paths.append(path.toString());
    return paths;
}

void Library::forgetUnfinishedImport()
{
    d->noteUnfinished();
}

void Library::cancelImport()
{
    for (const Private::Batch &batch : d->batches)
        batch.cancel.cancel();
    d->isImportPaused = false;
    if (d->work)
        d->work->cancel();
}

void Library::pauseImport(bool paused)
{
    if (!isImporting() || d->isImportPaused == paused)
        return;
    d->isImportPaused = paused;
    d->work->setPaused(paused);
    Q_EMIT importPaused(paused);
}

bool Library::isImportPaused() const
{
    return d->isImportPaused;
}

bool Library::isImportResting() const
{
    return d->work && d->work->isResting();
}

void Library::retryRefused(const ImportOptions &options)
{
    QStringList files;
    for (const ImportOutcome &outcome : d->lastRefused) {
        if (!options.allowLarge || isTooLarge(outcome))
            files.append(outcome.file);
    }
    if (!files.isEmpty())
        startImport(files, options);
}

std::optional<Problem> askAboutLarge(const std::vector<ImportOutcome> &outcomes)
{
    qint64 bytes = 0;
    int files = 0;
    QString first;
    for (const ImportOutcome &outcome : outcomes) {
        if (!isTooLarge(outcome))
            continue;
        first = files++ == 0 ? outcome.problem->text() : first;
        bytes += QFileInfo(outcome.file).size();
    }
    if (files == 0)
        return std::nullopt;
    const QString text =
        files == 1
            ? first
            : Library::tr("%1 files are larger than songs usually are, %2 together. Import them anyway?").arg(files).arg(humanSize(bytes));
    return Problem(ProblemCode::FileTooLarge, text)
        .withAction(QStringLiteral("import.anyway"), Library::tr("Import anyway"))
        .withAction(QStringLiteral("cancel"), Library::tr("Leave them out"));
}

bool Library::isImporting() const
{
    return !d->batches.empty();
}

void Library::Private::startNextImport()
{
    const Batch &batch = batches.front();
    outcomes.clear();
    // One drain in the event queue is enough, however many files become ready before it runs.
    const auto notify = [library = q, posted = isDrainPosted] {
        if (!posted->exchange(true))
            QMetaObject::invokeMethod(
                library, [library] { library->d->drainImport(); }, Qt::QueuedConnection);
    };
    work = std::make_unique<ImportWork>(batch.paths, sizeLimitOf(*q, batch.options), importer.known(), batch.cancel, notify);
    work->setPaused(isImportPaused);
}

void Library::Private::drainImport()
{
    isDrainPosted->store(false);
    if (!work)
        return;
    auto findings = work->take(kFilesPerTransaction, std::chrono::milliseconds(0));
    const bool isFull = findings.size() == kFilesPerTransaction;
    if (!findings.empty()) {
        const std::vector<ImportOutcome> done = importer.store(findings);
        noteChanges(done);
        for (const ImportOutcome &outcome : done) {
            outcomes.push_back(outcome);
            Q_EMIT q->importOutcome(outcome);
            Q_EMIT q->importProgress(static_cast<int>(outcomes.size()), work->total(), outcome.file);
        }
        if (std::ranges::any_of(done, changesList))
            tellListChanged(false);
    }
    if (work->isDone())
        finishImport();
    else if (isFull)
        drainTimer.start(0);
}

void Library::Private::noteChanges(const std::vector<ImportOutcome> &done)
{
    for (const ImportOutcome &outcome : done) {
        if (!changesList(outcome))
            continue;
        refresh(outcome.track);
        // What was heard there is of no use when the content is another.
        const std::optional<Track> track = q->listed(outcome.track);
        if (likenessIndex && track && track->status != TrackStatus::Analysed)
            likenessIndex->remove(outcome.track);
    }
}

void Library::Private::finishImport()
{
    work.reset();
    batches.pop_front();
    const std::vector<ImportOutcome> finished = std::move(outcomes);
    outcomes.clear();
    lastRefused.clear();
    std::ranges::copy_if(finished, std::back_inserter(lastRefused),
                         [](const ImportOutcome &outcome) { return outcome.kind == ImportOutcome::Kind::Refused; });
    if (!batches.empty())
        startNextImport();
    else
        isImportPaused = false;
    noteUnfinished();
    if (std::ranges::any_of(finished, changesList))
        tellListChanged(true);
    Q_EMIT q->importFinished(finished);
}

void Library::Private::tellListChanged(bool isLast)
{
    if (!isLast && sinceListChange.isValid() && sinceListChange.elapsed() < kListPauseMs)
        return;
    sinceListChange.start();
    Q_EMIT q->tracksChanged();
}

std::vector<ImportOutcome> Library::importNow(const QStringList &paths, const ImportOptions &options, const CancelToken &cancel,
                                              const std::function<void(const ImportOutcome &, int, int)> &onOutcome)
{
    ImportWork work(paths, sizeLimitOf(*this, options), d->importer.known(), cancel, {});
    std::vector<ImportOutcome> all;
    while (!work.isDone()) {
        std::vector<ImportOutcome> done = d->importer.store(work.take(kFilesPerTransaction, kGather));
        d->noteChanges(done);
        for (ImportOutcome &outcome : done) {
            all.push_back(std::move(outcome));
            if (onOutcome)
                onOutcome(all.back(), static_cast<int>(all.size()), work.total());
        }
    }
    if (std::ranges::any_of(all, changesList))
        Q_EMIT tracksChanged();
    return all;
}

} // namespace sc::library
