// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/edit_model.h"
#include "core/interchange/exports.h"
#include "core/interchange/fcpxml.h"
#include "core/interchange/read_cut.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <algorithm>

namespace sc::interchange {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::interchange)
};

constexpr qint64 kMaxArchive = 16LL * 1024 * 1024 * 1024;
constexpr qint64 kMaxText = 64 * 1024 * 1024;

Result<CheckedCut> checked(Result<ReadCut> cut, const QStringList &breaches)
{
    if (!cut)
        return std::unexpected(cut.error());
    return CheckedCut{std::move(*cut), breaches};
}

} // namespace

Result<CheckedCut> checkCutFile(const QString &file, std::optional<FrameRate> edlRate)
{
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly)) {
        return std::unexpected(
            Problem(in.exists() ? ProblemCode::PermissionDenied : ProblemCode::MediaMissing, Words::tr("“%1” cannot be read.").arg(file))
                .withDetail(in.errorString())
                .withEntity(QStringLiteral("file"), file));
    }
    const QByteArray start = in.peek(4096);
    const QString folder = QFileInfo(file).absolutePath();
    const bool isArchive = start.startsWith("PK\x03\x04");
    if (in.size() > (isArchive ? kMaxArchive : kMaxText))
        return std::unexpected(Problem(ProblemCode::FileTooLarge, Words::tr("“%1” is larger than 64 MB.").arg(file)));
    if (isArchive) {
        // Only the directory and the cut are looked at, however large the media are.
        const uchar *mapped = in.map(0, in.size());
        const QByteArray bytes = mapped ? QByteArray::fromRawData(reinterpret_cast<const char *>(mapped), in.size()) : QByteArray();
        auto cut = readOtioz(bytes);
        return checked(std::move(cut), {});
    }
    const QByteArray bytes = in.readAll();
    if (start.contains("<fcpxml"))
        return checked(readFcpxmlCut(bytes), checkFcpxml(bytes));
    if (start.contains("<xmeml"))
        return checked(readXmeml(bytes), checkXmeml(bytes, folder));
    if (start.trimmed().startsWith('{') && bytes.contains("OTIO_SCHEMA"))
        return checked(readOtio(bytes), checkOtio(bytes, folder));
    const QString suffix = QFileInfo(file).suffix().toLower();
    if (start.contains("TITLE:") || start.contains("FCM:") || suffix == QLatin1String("edl")) {
        EdlReading reading{edlRate, QFileInfo(file).fileName(), std::nullopt};
        const auto cut = readEdl(bytes, reading);
        return checked(cut, cut ? checkEdl(bytes, reading) : QStringList());
    }
    return std::unexpected(
        Problem(ProblemCode::InvalidFileType, Words::tr("“%1” is no cut that can be read.").arg(QFileInfo(file).fileName()))
            .withDetail(Words::tr("FCPXML, Final Cut Pro 7 XML, OpenTimelineIO (.otio, .otioz) and EDL can."))
            .withEntity(QStringLiteral("file"), file));
}

Result<ExportPreview> previewCut(const ExportSource &source, const CutOptions &options, ExportKind kind)
{
    SC_TRY_ASSIGN(edit, editOf(source, options, rulesOf(kind), QString()));
    ExportPreview preview;
    preview.clips = edit.clipCount();
    preview.gaps = edit.gapCount();
    preview.transitions = edit.transitionCount();
    preview.markers = edit.markerCount();
    preview.placeholders = edit.placeholders;
    preview.missing = edit.missing;
    preview.length = edit.rate.timeOf(edit.length);
    preview.notices = edit.notices;
    return preview;
}

} // namespace sc::interchange
