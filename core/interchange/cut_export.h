// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interchange/edit_model.h"
#include "core/interchange/read_cut.h"

#include <functional>

// What all exports of a cut have in common: media are made, files written, read back, and put in their places together.
namespace sc::interchange {

struct OutFile
{
    QString path; // absolute
    QByteArray bytes;
};

// The edit as files, once its media are known. May add notices.
using WriteCut = std::function<Result<std::vector<OutFile>>(Edit &edit)>;
// What is wrong with what was written; empty when all is well.
using CheckCut = std::function<QStringList(const Edit &edit, const std::vector<OutFile> &files)>;

struct CutJob
{
    ExportKind kind = ExportKind::Fcpxml;
    WriteCut write;
    CheckCut check;
};
[[nodiscard]] ExportResult exportCut(const ExportSource &source, const CutOptions &options, const CutJob &job, const CancelToken &cancel,
                                     const ProgressFn &progress);

// VALIDATION_ERROR for a destination that is none, MEDIA_MISSING for a song that is gone.
[[nodiscard]] Result<> checkDestination(const QString &destination);
[[nodiscard]] Result<> checkSong(const ExportSource &source);
// Writes all of them or none: under temporary names first. PERMISSION_DENIED, INSUFFICIENT_STORAGE.
[[nodiscard]] Result<> writeAll(const std::vector<OutFile> &files);
[[nodiscard]] Problem failedOwnCheck(const QStringList &breaches);
[[nodiscard]] ExportReport reportOf(const Edit &edit, const std::vector<OutFile> &files, const QString &mediaFolder);
// "film" of "/a/film.edl", "film.2" of "/a/film.2.edl"; with the folder in front.
[[nodiscard]] QString stemOf(const QString &destination);
// The path as the file shall say it, see CutOptions::pathFrom.
[[nodiscard]] QString writtenPath(const QString &file, const CutOptions &options);
// Plain ASCII on one line: accents fall off, what is left becomes '?' only where `keep` says nothing else can be done.
[[nodiscard]] QString asciiLine(const QString &text, qsizetype maxLength);

} // namespace sc::interchange
