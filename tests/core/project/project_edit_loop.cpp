// SPDX-License-Identifier: GPL-3.0-or-later
// project_edit_loop loop BUNDLE FIRST   edits without end, printing the number of every edit once it is stored
// project_edit_loop hold BUNDLE         opens the bundle, says so and waits for its input to close
#include "tests/core/project/project_fixture.h"

#include <QtCore/QCoreApplication>

#include <cstdio>

using namespace sc;
using namespace sc::test;

namespace {

int fail(const Problem &problem)
{
    std::fprintf(stderr, "%s\n", qPrintable(problem.toLogLine()));
    return 1;
}

void say(const QByteArray &line)
{
    std::fwrite(line.constData(), 1, static_cast<size_t>(line.size()), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

// A marker that carries the edit's number, and the same number in every clip's notes: an edit of many rows is there
// whole or not at all.
Result<timeline::Timeline> numbered(const timeline::Timeline &now, int number)
{
    SC_TRY_ASSIGN(next, timeline::addMarker(now, {.time = Ticks::seconds(number % 100), .name = QString::number(number)}));
    for (timeline::Clip &clip : next.clips)
        clip.notes = QString::number(number);
    return next;
}

Result<> replaceSong(ProjectSession &session, int number)
{
    const QString source = session.bundle() + QStringLiteral("/../song %1.wav").arg(number);
    if (!writeBytes(source, QByteArray::number(number).repeated(60'000)))
        return std::unexpected(Problem(ProblemCode::PermissionDenied, QStringLiteral("the song cannot be written")));
    const Result<> set = session.setSong(source, songFixture(), true);
    QFile::remove(source);
    // A forerunner may have been killed between this song and the edit that follows it.
    if (!set && set.error().code() == ProblemCode::NothingToUpdate)
        return {};
    return set;
}

int editForEver(ProjectSession &session, int first)
{
    for (int number = first;; ++number) {
        if (number % 7 == 0) {
            if (const Result<> done = replaceSong(session, number); !done)
                return fail(done.error());
        }
        if (const Result<> done = session.apply(QString::number(number), numbered(session.timeline(), number)); !done)
            return fail(done.error());
        say(QByteArray::number(number));
    }
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 3)
        return 2;
    auto session = ProjectSession::open(arguments[2]);
    if (!session)
        return fail(session.error());
    if (arguments[1] == QLatin1String("loop"))
        return editForEver(**session, arguments.value(3).toInt());
    say("open");
    while (std::fgetc(stdin) != EOF) {
    }
    return 0;
}
