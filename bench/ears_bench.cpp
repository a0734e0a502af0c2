// SPDX-License-Identifier: GPL-3.0-or-later
// ears_bench [--rounds N] [--long SONG] FILE|FOLDER...: how fast songs are analysed, side by side in one run with ffmpeg decoding
// the same files and with `aubio beat` on them; how well two at once share two cores; what memory two hours take, made of SONG.
// ears_bench --cancelling FILE: how soon a cancelled analysis ends. Part of the above.
// ears_bench --alone LEVEL FILE: one analysis, then its seconds and the most memory the process had. Used by the above.
#include "core/audio/analyzer.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <functional>
#include <map>
#include <thread>

namespace {

using sc::audio::AnalysisLevel;

struct Times
{
    double wall = 1e9;
    double cpu = 1e9; // of this process; of others not known
};

double analyzeAll(const QStringList &files, AnalysisLevel level)
{
    double audio = 0;
    for (const QString &file : files) {
        if (const auto analysis = sc::audio::analyzeFile(file, {level, {}}))
            audio += analysis->duration.toSeconds();
        else
            std::fprintf(stderr, "%s: %s\n", qPrintable(file), qPrintable(analysis.error().toLogLine()));
    }
    return audio;
}

void keepBest(Times &best, const std::function<void()> &work)
{
    const std::clock_t cpu = std::clock();
    QElapsedTimer watch;
    watch.start();
    work();
    best.wall = std::min(best.wall, static_cast<double>(watch.nsecsElapsed()) * 1e-9);
    best.cpu = std::min(best.cpu, static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC);
}

bool runOver(const QStringList &files, const QString &program, const std::function<QStringList(const QString &)> &arguments)
{
    return std::ranges::all_of(files, [&](const QString &file) {
        QProcess process;
        process.setStandardOutputFile(QProcess::nullDevice());
        process.setStandardErrorFile(QProcess::nullDevice());
        process.start(program, arguments(file));
        return process.waitForFinished(-1) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    });
}

bool decode(const QStringList &files)
{
    return runOver(files, QStringLiteral("ffmpeg"), [](const QString &file) {
        return QStringList{QStringLiteral("-nostdin"),
                           QStringLiteral("-v"),
                           QStringLiteral("error"),
                           QStringLiteral("-threads"),
                           QStringLiteral("1"),
                           QStringLiteral("-i"),
                           file,
                           QStringLiteral("-map"),
                           QStringLiteral("0:a:0"),
                           QStringLiteral("-f"),
                           QStringLiteral("null"),
                           QStringLiteral("-")};
    });
}

bool trackWithAubio(const QStringList &files)
{
    return runOver(files, QStringLiteral("aubio"), [](const QString &file) { return QStringList{QStringLiteral("beat"), file}; });
}

// Alternates between two threads as the library's workers do.
void analyzeTwoAtOnce(const QStringList &files)
{
    std::array<std::thread, 2> workers;
    std::atomic<qsizetype> next = 0;
    for (std::thread &worker : workers) {
        worker = std::thread([&] {
            for (qsizetype i = next++; i < files.size(); i = next++)
                analyzeAll({files[i]}, AnalysisLevel::Standard);
        });
    }
    std::ranges::for_each(workers, [](std::thread &worker) { worker.join(); });
}

// Peak resident memory in MB; 0 where the system does not tell this way.
double peakMegabytes()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').front().toDouble() / 1024;
    }
    return 0;
}

int alone(const QString &level, const QString &file)
{
    const bool isQuick = level == QLatin1String("quick");
    const bool isDetailed = level == QLatin1String("detailed");
    const auto analysis = sc::audio::analyzeFile(file, {isQuick      ? AnalysisLevel::Quick
                                                        : isDetailed ? AnalysisLevel::Detailed
                                                                     : AnalysisLevel::Standard,
                                                        {}});
    if (!analysis)
        return 2;
    std::printf("%.2f %.1f %.1f\n", analysis->elapsedSeconds, analysis->duration.toSeconds(), peakMegabytes());
    return 0;
}

void row(const QString &what, double seconds, double audio, double decodeSeconds, const QString &note = {})
{
    const QString ratio = decodeSeconds > 0 ? QString::number(seconds / decodeSeconds, 'f', 2) : QString();
    std::printf("| %s | %.2f | %.0f | %s | %s |\n", qPrintable(what), seconds, audio / seconds, qPrintable(ratio), qPrintable(note));
    std::fflush(stdout);
}

void longSong(const QString &song)
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("two_hours.m4a"));
    const QStringList arguments{QStringLiteral("-nostdin"),
                                QStringLiteral("-v"),
                                QStringLiteral("error"),
                                QStringLiteral("-stream_loop"),
                                QStringLiteral("-1"),
                                QStringLiteral("-i"),
                                song,
                                QStringLiteral("-t"),
                                QStringLiteral("7200"),
                                QStringLiteral("-map"),
                                QStringLiteral("0:a:0"),
                                QStringLiteral("-c"),
                                QStringLiteral("copy"),
                                file};
    if (QProcess::execute(QStringLiteral("ffmpeg"), arguments) != 0) {
        std::puts("two hours: ffmpeg cannot repeat the song");
        return;
    }
    for (const QString &level : {QStringLiteral("quick"), QStringLiteral("standard"), QStringLiteral("detailed")}) {
        QProcess process;
        process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--alone"), level, file});
        process.waitForFinished(-1);
        const QList<QByteArray> told = process.readAllStandardOutput().trimmed().split(' ');
        if (told.size() == 3)
            std::printf("two hours, %s: %.1f s of sound in %.1f s, at most %.0f MB of memory\n", qPrintable(level), told[1].toDouble(),
                        told[0].toDouble(), told[2].toDouble());
        else
            std::printf("two hours, %s: the analysis failed\n", qPrintable(level));
        std::fflush(stdout);
    }
}

// How long an analysis that is cancelled at many moments takes to end, at worst.
void cancelling(const QString &song)
{
    const double whole = [&] {
        const auto analysis = sc::audio::analyzeFile(song, {AnalysisLevel::Detailed, {}});
        return analysis ? analysis->elapsedSeconds : 0.0;
    }();
    constexpr int kMoments = 25;
    qint64 worst = 0;
    for (int moment = 0; moment < kMoments; ++moment) {
        const sc::CancelToken cancel;
        std::atomic<bool> hasEnded = false;
        std::thread worker([&] {
            (void)sc::audio::analyzeFile(song, {AnalysisLevel::Detailed, {}}, cancel);
            hasEnded = true;
        });
        std::this_thread::sleep_for(std::chrono::duration<double>(whole * (moment + 0.5) / kMoments));
        QElapsedTimer watch;
        watch.start();
        const bool hadEnded = hasEnded;
        cancel.cancel();
        worker.join();
        worst = hadEnded ? worst : std::max(worst, watch.elapsed());
    }
    std::printf("cancelled at %d moments of %.2f s: ended after %lld ms at most\n", kMoments, whole, static_cast<long long>(worst));
    std::fflush(stdout);
}

QStringList soundsOf(const QStringList &arguments)
{
    QStringList files;
    for (const QString &argument : arguments) {
        if (!QFileInfo(argument).isDir()) {
            files.append(argument);
            continue;
        }
        const QStringList names{QStringLiteral("*.wav"),  QStringLiteral("*.mp3"), QStringLiteral("*.m4a"), QStringLiteral("*.flac"),
                                QStringLiteral("*.aiff"), QStringLiteral("*.ogg"), QStringLiteral("*.opus")};
        for (const QFileInfo &info : QDir(argument).entryInfoList(names, QDir::Files, QDir::Name))
            files.append(info.filePath());
    }
    return files;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    QStringList arguments = QCoreApplication::arguments().mid(1);
    if (arguments.size() == 2 && arguments[0] == QLatin1String("--cancelling")) {
        cancelling(arguments[1]);
        return 0;
    }
    if (arguments.size() == 3 && arguments[0] == QLatin1String("--alone"))
        return alone(arguments[1], arguments[2]);
    int rounds = 3;
    QString longest;
    while (arguments.size() >= 2 && arguments[0].startsWith(QLatin1String("--"))) {
        if (arguments[0] == QLatin1String("--rounds"))
            rounds = std::max(1, arguments[1].toInt());
        else if (arguments[0] == QLatin1String("--long"))
            longest = arguments[1];
        arguments = arguments.mid(2);
    }
    const QStringList files = soundsOf(arguments);
    if (files.isEmpty()) {
        std::fputs("ears_bench [--rounds N] [--long SONG] FILE|FOLDER...\n", stderr);
        return 1;
    }

    const double audio = analyzeAll(files, AnalysisLevel::Quick); // also warms the cache
    std::map<AnalysisLevel, Times> ours;
    Times decoding;
    Times aubio;
    Times twoAtOnce;
    bool hasFfmpeg = true;
    bool hasAubio = true;
    for (int round = 0; round < rounds; ++round) {
        keepBest(decoding, [&] { hasFfmpeg = hasFfmpeg && decode(files); });
        for (const AnalysisLevel level : {AnalysisLevel::Quick, AnalysisLevel::Standard, AnalysisLevel::Detailed})
            keepBest(ours[level], [&] { analyzeAll(files, level); });
        keepBest(twoAtOnce, [&] { analyzeTwoAtOnce(files); });
        keepBest(aubio, [&] { hasAubio = hasAubio && trackWithAubio(files); });
    }

    std::printf("%lld files, %.1f s of sound, best of %d rounds\n\n", static_cast<long long>(files.size()), audio, rounds);
    std::puts("| what | seconds | times real time | times ffmpeg's decoding | |\n|---|---:|---:|---:|---|");
    const double reference = hasFfmpeg ? decoding.wall : 0;
    if (hasFfmpeg)
        row(QStringLiteral("ffmpeg -f null"), decoding.wall, audio, reference, QStringLiteral("one process a file"));
    else
        std::puts("| ffmpeg -f null | - | - | | cannot be run or failed |");
    const auto oursRow = [&](const char *what, const Times &times) {
        row(QString::fromLatin1(what), times.wall, audio, reference,
            QStringLiteral("processor time %1 s: %2 times").arg(times.cpu, 0, 'f', 2).arg(audio / times.cpu, 0, 'f', 0));
    };
    oursRow("ours, quick", ours[AnalysisLevel::Quick]);
    oursRow("ours, standard", ours[AnalysisLevel::Standard]);
    oursRow("ours, detailed", ours[AnalysisLevel::Detailed]);
    row(QStringLiteral("ours, standard, two at once"), twoAtOnce.wall, audio, reference,
        QStringLiteral("%1 times as fast as one").arg(ours[AnalysisLevel::Standard].wall / twoAtOnce.wall, 0, 'f', 2));
    if (hasAubio)
        row(QStringLiteral("aubio beat"), aubio.wall, audio, reference, QStringLiteral("beats only, one process a file"));
    else
        std::puts("| aubio beat | - | - | | cannot be run or failed (package aubio-tools) |");
    std::puts("");
    cancelling(files.front());
    if (!longest.isEmpty())
        longSong(longest);
    return 0;
}
