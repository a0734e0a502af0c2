// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/library/library_test.h"

#include <QtCore/QFileInfo>

namespace sc::test {

void LibraryTest::reopen()
{
    m_library.reset();
    auto opened = library::Library::open(profile());
    SC_VERIFY_OK(opened);
    m_library = std::move(*opened);
}

QString LibraryTest::song(const QString &name, int number) const
{
    const QString path = at(name);
    QDir().mkpath(QFileInfo(path).absolutePath());
    return writeWav(path, sine(0.1, 8000, 1, 200 + number), 8000, 1) ? path : QString();
}

library::ImportOutcome LibraryTest::importOne(const QString &path, const library::ImportOptions &options) const
{
    const auto outcomes = m_library->importNow({path}, options);
    return outcomes.size() == 1 ? outcomes.front() : library::ImportOutcome{path, library::ImportOutcome::Kind::Refused, {}, Problem()};
}

void LibraryTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    reopen();
}

void LibraryTest::cleanup()
{
    m_library.reset();
}

} // namespace sc::test
