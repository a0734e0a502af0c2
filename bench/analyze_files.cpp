// SPDX-License-Identifier: GPL-3.0-or-later
// analyze_files OUT_DIR FILE...: analyses each file and writes OUT_DIR/NAME.json in the form the song corpus is scored in.
// Prints the times faster than real time at which it went.
#include "core/audio/analyzer.h"
#include "core/base/json.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <cstdio>

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 3) {
        std::fputs("analyze_files OUT_DIR FILE...\n", stderr);
        return 1;
    }
    const QDir out(arguments[1]);
    double audio = 0;
    double work = 0;
    int failed = 0;
    for (const QString &path : arguments.mid(2)) {
        const auto analysis = sc::audio::analyzeFile(path);
        if (!analysis) {
            std::fprintf(stderr, "%s: %s\n", qPrintable(path), qPrintable(analysis.error().toLogLine()));
            ++failed;
            continue;
        }
        audio += analysis->duration.toSeconds();
        work += analysis->elapsedSeconds;
        QFile file(out.filePath(QFileInfo(path).completeBaseName() + QStringLiteral(".json")));
        if (!file.open(QIODevice::WriteOnly) || file.write(sc::toCompactJson(sc::audio::toReportJson(*analysis, path))) < 0) {
            std::fprintf(stderr, "cannot write %s\n", qPrintable(file.fileName()));
            return 1;
        }
    }
    if (work > 0)
        std::printf("%.1f s of sound in %.2f s: %.0f times real time\n", audio, work, audio / work);
    return failed == 0 ? 0 : 2;
}
