// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/library.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>

namespace sc::test {

// A test with a library of its own in a folder of its own, new for every function.
class LibraryTest : public QObject
{
    Q_OBJECT

protected:
    [[nodiscard]] QString at(const QString &name) const { return m_dir->filePath(name); }
    [[nodiscard]] ProfilePaths profile() const { return {at(QStringLiteral("profile"))}; }
    void reopen();
    // A short sound that no other `number` has, with the folders above it; empty when it cannot be written.
    QString song(const QString &name, int number) const;
    [[nodiscard]] library::ImportOutcome importOne(const QString &path, const library::ImportOptions &options = {}) const;
    TrackId import(const QString &path) const { return importOne(path).track; }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<library::Library> m_library;

private Q_SLOTS:
    void init();
    void cleanup();
};

} // namespace sc::test
