// SPDX-License-Identifier: GPL-3.0-or-later
// sc_bench [--json] [AREA...]: runs the benchmarks of all areas or of those named and prints them as a table or as JSON.
#include "bench/benchmark.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <QtWidgets/QApplication>

#include <algorithm>
#include <cstdio>
#include <limits>

namespace sc::bench {

namespace {

struct Area
{
    QString name;
    Benchmark benchmark;
};

std::vector<Area> &areas()
{
    static std::vector<Area> all;
    return all;
}

QJsonObject toJson(const QString &area, const Measurement &measurement)
{
    QJsonObject json{{QStringLiteral("area"), area},
                     {QStringLiteral("name"), measurement.name},
                     {QStringLiteral("seconds"), measurement.seconds},
                     {QStringLiteral("note"), measurement.note}};
    if (measurement.referenceSeconds > 0) {
        json[QStringLiteral("reference")] = measurement.reference;
        json[QStringLiteral("reference_seconds")] = measurement.referenceSeconds;
        json[QStringLiteral("ratio")] = measurement.seconds / measurement.referenceSeconds;
    }
    return json;
}

void printRow(const QJsonObject &row)
{
    const bool hasReference = row.contains(QStringLiteral("ratio"));
    const QString ratio = hasReference ? QString::number(row[QStringLiteral("ratio")].toDouble(), 'f', 2) : QString();
    const QString reference = hasReference ? QStringLiteral("%1 (%2 ms)")
                                                 .arg(row[QStringLiteral("reference")].toString())
                                                 .arg(row[QStringLiteral("reference_seconds")].toDouble() * 1000, 0, 'f', 2)
                                           : QString();
    const QString line = QStringLiteral("| %1 | %2 | %3 ms | %4 | %5 | %6 |\n")
                             .arg(row[QStringLiteral("area")].toString(), row[QStringLiteral("name")].toString(),
                                  QString::number(row[QStringLiteral("seconds")].toDouble() * 1000, 'f', 2), reference, ratio,
                                  row[QStringLiteral("note")].toString());
    std::fputs(qPrintable(line), stdout);
    std::fflush(stdout);
}

} // namespace

Registration::Registration(const char *area, Benchmark benchmark)
{
    areas().push_back({QString::fromLatin1(area), std::move(benchmark)});
}

double bestSeconds(int rounds, const std::function<void()> &work)
{
    double best = std::numeric_limits<double>::max();
    for (int round = 0; round < rounds; ++round) {
        QElapsedTimer watch;
        watch.start();
        work();
        best = std::min(best, static_cast<double>(watch.nsecsElapsed()) * 1e-9);
    }
    return best;
}

double bestSecondsOf(int rounds, const QString &program, const QStringList &arguments)
{
    bool isGood = true;
    const double best = bestSeconds(rounds, [&] { isGood = QProcess::execute(program, arguments) == 0 && isGood; });
    return isGood ? best : -1;
}

} // namespace sc::bench

int main(int argc, char *argv[])
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication app(argc, argv);
    QStringList wanted = QCoreApplication::arguments().mid(1);
    const bool isJson = wanted.removeAll(QStringLiteral("--json")) > 0;
    if (!isJson)
        std::fputs("| area | what | time | reference | times the reference | note |\n|---|---|---:|---|---:|---|\n", stdout);
    QJsonArray rows;
    for (const auto &area : sc::bench::areas()) {
        if (!wanted.isEmpty() && !wanted.contains(area.name))
            continue;
        for (const sc::bench::Measurement &measurement : area.benchmark()) {
            rows.append(sc::bench::toJson(area.name, measurement));
            if (!isJson)
                sc::bench::printRow(rows.last().toObject());
        }
    }
    if (isJson)
        std::fputs(QJsonDocument(rows).toJson().constData(), stdout);
    if (rows.isEmpty())
        std::fputs("no benchmark of that name\n", stderr);
    return rows.isEmpty() ? 1 : 0;
}
