// SPDX-License-Identifier: GPL-3.0-or-later
// Random projects at all rates as .otio, .edl and .xml, each with what it should say beside it, for check_timelines.py.
#include "core/base/timecode.h"
#include "core/interchange/edl_writer.h"
#include "core/interchange/otio_writer.h"
#include "core/interchange/xmeml_writer.h"
#include "tests/core/interchange/cut_fixture.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtGui/QGuiApplication>

using namespace sc;
using namespace sc::interchange;
using namespace sc::test;

namespace {

QJsonObject truthOf(const Edit &edit)
{
    QJsonArray tracks;
    for (const EditTrack &track : edit.tracks) {
        QJsonArray items;
        for (const EditItem &item : track.items) {
            const EditMedia *media = edit.mediaOf(item);
            const bool moves = media && media->kind == EditMedia::Kind::Movie;
            const std::int64_t first = moves ? edit.rate.frameAt(media->rate.timeOf(media->startFrame), Rounding::Nearest) : 0;
            items.append(QJsonObject{{QStringLiteral("gap"), item.isGap},
                                     {QStringLiteral("lost"), item.isLost},
                                     {QStringLiteral("name"), item.name},
                                     {QStringLiteral("file"), media ? media->name : QString()},
                                     {QStringLiteral("start"), qint64(item.start)},
                                     {QStringLiteral("length"), qint64(item.length)},
                                     {QStringLiteral("moves"), moves},
                                     {QStringLiteral("own_rate"), moves && media->rate == mediaRate(edit.rate)},
                                     {QStringLiteral("media_start"), qint64(first)},
                                     {QStringLiteral("in"), qint64(edit.rate.frameAt(item.in, Rounding::Nearest))},
                                     {QStringLiteral("retimed"), item.isRetimed()}});
        }
        QJsonArray transitions;
        for (const EditTransition &one : track.transitions)
            transitions.append(QJsonObject{{QStringLiteral("cut"), qint64(one.cut)},
                                           {QStringLiteral("before"), qint64(one.before)},
                                           {QStringLiteral("behind"), qint64(one.behind)}});
        tracks.append(QJsonObject{{QStringLiteral("items"), items}, {QStringLiteral("transitions"), transitions}});
    }
    QJsonArray markers;
    for (const EditMarker &marker : edit.markers)
        markers.append(QJsonObject{{QStringLiteral("frame"), qint64(marker.frame)}, {QStringLiteral("name"), marker.name}});
    QJsonObject truth{{QStringLiteral("rate"), edit.rate.toDouble()},
                      {QStringLiteral("name"), edit.name},
                      {QStringLiteral("tc_start"), qint64(edit.tcStart)},
                      {QStringLiteral("length"), qint64(edit.length)},
                      {QStringLiteral("tracks"), tracks},
                      {QStringLiteral("markers"), markers}};
    if (edit.song)
        truth.insert(QStringLiteral("song"), QJsonObject{{QStringLiteral("start"), qint64(edit.song->start)},
                                                         {QStringLiteral("length"), qint64(edit.song->length)}});
    return truth;
}

void put(const QString &path, const QByteArray &bytes)
{
    if (!writeFile(path, bytes))
        qFatal("%s cannot be written", qPrintable(path));
}

} // namespace

int main(int argc, char *argv[])
{
    const QGuiApplication app(argc, argv);
    const QString out = app.arguments().value(1);
    const int seeds = app.arguments().value(2, QStringLiteral("6")).toInt();
    if (out.isEmpty() || !QDir().mkpath(out))
        qFatal("usage: peer_timelines FOLDER [SEEDS]");
    QJsonArray all;
    for (const FrameRate rate : FrameRate::supported()) {
        for (int seed = 0; seed < seeds; ++seed) {
            CutFixture fixture(rate);
            fixture.fillAtRandom(static_cast<quint32>(seed * 104'729 + 5));
            CutOptions options;
            options.startAtOneHour = seed % 2 == 0;
            const QString stem = QStringLiteral("%1_%2").arg(rate.toString().replace(u'/', u'-')).arg(seed);
            const auto edited = [&](ExportKind kind) { return editOf(fixture.source, options, rulesOf(kind), fixture.dir.path()).value(); };
            const auto add = [&](const QString &format, const QString &file, const Edit &edit) {
                all.append(QJsonObject{
                    {QStringLiteral("format"), format}, {QStringLiteral("file"), file}, {QStringLiteral("truth"), truthOf(edit)}});
            };
            const Edit otio = edited(ExportKind::Otio);
            put(out + u'/' + stem + QStringLiteral(".otio"), writeOtio(otio, {otioUrls(PathStyle::FileUrl, options), false, false}));
            add(QStringLiteral("otio"), stem + QStringLiteral(".otio"), otio);
            Edit xmeml = edited(ExportKind::Xmeml);
            put(out + u'/' + stem + QStringLiteral(".xml"), writeXmeml(xmeml, {}));
            add(QStringLiteral("xmeml"), stem + QStringLiteral(".xml"), xmeml);
            Edit edl = edited(ExportKind::Edl);
            EdlExport list;
            list.cut = options;
            list.song = false;
            for (const OutFile &file : writeEdl(edl, list, out + u'/' + stem + QStringLiteral(".edl")))
                put(file.path, file.bytes);
            add(QStringLiteral("edl"), stem + QStringLiteral(".edl"), edl);
        }
    }
    put(out + QStringLiteral("/truth.json"), QJsonDocument(all).toJson());
    return 0;
}
