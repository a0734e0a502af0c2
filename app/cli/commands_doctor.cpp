// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/secret_access.h"
#include "core/base/text.h"
#include "core/library/library.h"
#include "core/media/movie_writer.h"

#include <QtCore/QDir>
#include <QtCore/QJsonArray>
#include <QtCore/QStorageInfo>
#include <QtCore/QSysInfo>
#include <QtCore/QThread>

namespace sc::cli {

namespace {

struct Finding
{
    QString what;
    bool good = true;
    QString state;
};

Finding libraryState(const ProfilePaths &paths)
{
    const QString what = QCoreApplication::translate("sc::cli", "Library");
    const auto library = library::Library::open(paths);
    if (!library)
        return {what, false, library.error().text()};
    return {
        what, true,
        QCoreApplication::translate("sc::cli", "%1 songs in %2").arg((*library)->trackCount()).arg(QDir::toNativeSeparators(paths.root))};
}

// Closed is no fault; nothing to keep keys in is one only for who has keys.
Finding secretState(const ProfilePaths &paths)
{
    accounts::SecretStore secrets(paths);
    const accounts::SecretState state = examineNow(secrets);
    const bool good = state.place != accounts::SecretPlace::Nowhere || secrets.names().isEmpty();
    return {QCoreApplication::translate("sc::cli", "Keys"), good, state.sentence};
}

Finding encoderState(const QString &name, const QString &needed)
{
    const bool there = media::hasEncoder(name);
    return {QCoreApplication::translate("sc::cli", "Encoder %1").arg(name), there,
            there ? QCoreApplication::translate("sc::cli", "there")
                  : QCoreApplication::translate("sc::cli", "missing: %1 cannot be written").arg(needed)};
}

Result<Output> examine(Invocation &invocation)
{
    std::vector<Finding> findings;
    findings.push_back({QStringLiteral("StoryCanvas"), true, QStringLiteral(SC_VERSION ", Qt %1").arg(QString::fromLatin1(qVersion()))});
    findings.push_back({QCoreApplication::translate("sc::cli", "System"), true,
                        QStringLiteral("%1, %2, %3")
                            .arg(QSysInfo::prettyProductName(), QSysInfo::currentCpuArchitecture(),
                                 QCoreApplication::translate("sc::cli", "%1 cores").arg(QThread::idealThreadCount()))});
    findings.push_back(libraryState(invocation.profile));
    findings.push_back(secretState(invocation.profile));
    findings.push_back(encoderState(QStringLiteral("libx264"), QStringLiteral("H.264")));
    findings.push_back(encoderState(QStringLiteral("aac"), QStringLiteral("AAC")));
    const QStorageInfo storage(invocation.profile.root);
    findings.push_back({QCoreApplication::translate("sc::cli", "Free space"), storage.bytesAvailable() > 1'000'000'000,
                        humanSize(storage.bytesAvailable())});

    Output output;
    QJsonArray all;
    bool good = true;
    for (const Finding &finding : findings) {
        good = good && finding.good;
        output.text += QStringLiteral("%1 %2  %3\n")
                           .arg(finding.good ? QLatin1Char(' ') : QLatin1Char('!'))
                           .arg(finding.what.leftJustified(16), finding.state);
        all.append(QJsonObject{
            {QStringLiteral("what"), finding.what}, {QStringLiteral("good"), finding.good}, {QStringLiteral("state"), finding.state}});
    }
    output.json = QJsonObject{{QStringLiteral("good"), good}, {QStringLiteral("findings"), all}};
    return output;
}

} // namespace

std::vector<Command> doctorCommands()
{
    return {
        {QStringLiteral("doctor"), {}, {}, QCoreApplication::translate("sc::cli", "what works here and what does not"), 0, 0, {}, examine}};
}

} // namespace sc::cli
