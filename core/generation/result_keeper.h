// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/paths.h"
#include "core/generation/continuation.h"
#include "core/generation/job.h"
#include "core/generation/take_keeper.h"
#include "core/project/project_session.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <functional>
#include <memory>

namespace sc::generation {

struct KeptResult
{
    QStringList takes; // ids
    QString file;      // absolute path of the first one's media
};

// Takes fetched results into the place they are for. Answers exactly once, later, on the main thread. Doing the same job twice is
// doing it once. Problems of the class Content throw the result away; CONFLICT means that the place is taken and it can be
// tried again.
class ResultKeeper : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(Result<KeptResult>)>;
    ~ResultKeeper() override = default;
    virtual void keep(const Job &job, const QStringList &files, Done done) = 0;

    // The picture that a shot begins with which goes on from a completed job: absolute path. What a movie's shot shows last is
    // cut out of it.
    using Picture = std::function<void(Result<QString>)>;
    virtual void lastPicture(const Job &job, Picture done) = 0;
};

// Results of a project become takes of its bundle; those without one lie in the profile's folder of results.
class BundleKeeper : public ResultKeeper
{
    Q_OBJECT

public:
    // The session of this process that has the bundle open; null when none has.
    using SessionOf = std::function<project::ProjectSession *(const QString &bundle)>;
    BundleKeeper(ProfilePaths profile, SessionOf sessionOf = {}, KeepOptions options = {});
    ~BundleKeeper() override;

    void keep(const Job &job, const QStringList &files, Done done) override;
    void setOptions(const KeepOptions &options) { m_options = options; }
    void lastPicture(const Job &job, Picture done) override;
    // Lets go of a bundle that was opened for keeping.
    void closeBundle();

private:
    [[nodiscard]] Result<project::ProjectSession *> sessionFor(const QString &bundle);
    [[nodiscard]] Result<ShownPlace> endOf(const Job &job);
    void keepInProject(const Job &job, const QStringList &files, const Done &done);
    void keepInProfile(const Job &job, const QStringList &files, const Done &done);

    ProfilePaths m_profile;
    SessionOf m_sessionOf;
    KeepOptions m_options;
    std::unique_ptr<project::ProjectSession> m_own;
    QTimer m_release; // other processes want the bundle, too
};

// What the keeper is told of a job's result.
[[nodiscard]] Delivery deliveryOf(const Job &job, const QString &file, int number);

} // namespace sc::generation
