// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QString>

namespace sc::interchange {

// A folder that appears whole or not at all. It is filled under a temporary name beside its final one; publish() puts it
// in its place and keeps what was there aside; commit() makes that final. Destroyed before commit(), everything is as it
// was. Files in the old folder that do not match `ours` are a person's own and move into the new one; so do those in folders
// that match with a slash behind their name. One owner thread.
class StagedFolder
{
public:
    // PERMISSION_DENIED when nothing can be written beside `finalPath`.
    [[nodiscard]] static Result<StagedFolder> create(const QString &finalPath, const QRegularExpression &ours);
    StagedFolder(StagedFolder &&other) noexcept;
    StagedFolder &operator=(StagedFolder &&) = delete;
    ~StagedFolder();

    [[nodiscard]] const QString &path() const { return m_staged; } // to write into, until publish()
    [[nodiscard]] const QString &finalPath() const { return m_final; }
    [[nodiscard]] Result<> publish();
    // Gives what could not be tidied up; empty when all is well.
    [[nodiscard]] QString commit();

private:
    enum class State { Staged, Published, Done };
    [[nodiscard]] bool keepForeign(const QString &from, const QString &to) const;
    StagedFolder(QString finalPath, QString staged, QRegularExpression ours);

    QString m_final;
    QString m_staged;
    QString m_old; // where the folder that was there waits; empty when there was none
    QRegularExpression m_ours;
    State m_state = State::Staged;
};

} // namespace sc::interchange
