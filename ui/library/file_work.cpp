// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/file_work.h"

#include "core/library/library.h"
#include "ui/library/work_strip.h"

#include <QtCore/QDir>
#include <QtWidgets/QBoxLayout>

namespace sc::ui {

FileWork::FileWork(AppContext &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_looking(new WorkStrip), m_writing(new WorkStrip)
{
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(m_looking);
    rows->addWidget(m_writing);
    library::Library &lib = context.library();
    connect(&lib, &library::Library::relocationProgress, m_looking, &WorkStrip::setFraction);
    connect(&lib, &library::Library::relocationFinished, this, &FileWork::sayFound);
    connect(&lib, &library::Library::tagWritingProgress, this, [this](int done, int total) {
        m_writing->setFraction(static_cast<double>(done) / std::max(1, total));
        m_writing->setDetail(tr("%1 of %2").arg(done).arg(total));
    });
    connect(&lib, &library::Library::tagWritingFinished, this, &FileWork::sayWritten);
    connect(m_looking, &WorkStrip::stopWanted, this, [&lib] { lib.cancelRelocation(); });
    connect(m_writing, &WorkStrip::stopWanted, this, [&lib] { lib.cancelWritingTags(); });
}

void FileWork::lookIn(const QString &folder)
{
    m_looking->begin(tr("Looking for missing songs"), QDir::toNativeSeparators(folder));
    ++m_searches;
    m_context.library().startRelocation(folder);
}

void FileWork::lookAt(const TrackId &track, const QString &file)
{
    if (reported(m_context, m_context.library().relocate(track, file)))
        say(true, tr("%n song(s) found again", nullptr, 1));
}

void FileWork::writeTags(const std::vector<TrackId> &songs)
{
    if (songs.empty())
        return;
    m_songs = songs.size();
    ++m_writings;
    m_writing->begin(tr("Writing tags into files"), tr("%1 of %2").arg(0).arg(m_songs));
    m_context.library().startWritingTags(songs);
}

void FileWork::sayFound(const Result<int> &found)
{
    if (--m_searches <= 0)
        m_looking->finish();
    if (!found && found.error().code() == ProblemCode::Cancelled)
        return;
    if (!reported(m_context, found))
        return;
    if (*found > 0)
        say(true, tr("%n song(s) found again", nullptr, *found));
    else
        say(false, tr("Nothing was found there"), tr("None of its files is one of the missing songs."));
}

void FileWork::sayWritten(const library::TagWriting &report)
{
    if (--m_writings <= 0)
        m_writing->finish();
    const int failed = static_cast<int>(report.problems.size());
    if (m_songs == 1 && failed == 1) {
        Q_EMIT m_context.problemRaised(report.problems.front());
        return;
    }
    const QString copies = report.written > 0 ? tr("A copy of each file as it was is kept.") : QString();
    if (failed > 0) {
        Q_EMIT m_context.noticeRaised({Notice::Level::Warning,
                                       tr("%n file(s) could not be written", nullptr, failed),
                                       QStringLiteral("%1 %2").arg(report.problems.front().text(), copies).trimmed(),
                                       {},
                                       {}});
    } else if (report.isCancelled) {
        say(false, tr("Stopped after %n file(s)", nullptr, report.written), copies);
    } else if (report.written == 0) {
        say(false, tr("The files say this already"));
    } else {
        say(true, tr("Tags written into %n file(s)", nullptr, report.written), copies);
    }
}

void FileWork::say(bool isGood, const QString &title, const QString &text)
{
    Q_EMIT m_context.noticeRaised({isGood ? Notice::Level::Success : Notice::Level::Info, title, text, {}, {}});
}

} // namespace sc::ui
