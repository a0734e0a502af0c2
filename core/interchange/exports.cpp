// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/exports.h"

#include <QtCore/QCoreApplication>

namespace sc::interchange {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::interchange)
};

} // namespace

std::vector<ExportKindInfo> exportKinds()
{
    const auto text = [](const char *latin) { return QString::fromLatin1(latin); };
    return {
        {ExportKind::Fcpxml, text("fcpxml"), Words::tr("Final Cut Pro (FCPXML)"),
         Words::tr("Cut, song, markers and alternatives for Final Cut Pro"), text(".fcpxml")},
        {ExportKind::Resolve,
         text("resolve"),
         Words::tr("DaVinci Resolve bundle"),
         Words::tr("A folder with FCPXML, OpenTimelineIO, EDL, all media and a read-me"),
         {}},
        {ExportKind::Xmeml, text("xmeml"), Words::tr("Premiere Pro (Final Cut Pro 7 XML)"),
         Words::tr("Cut, song and markers for Premiere Pro and others"), text(".xml")},
        {ExportKind::Otio, text("otio"), Words::tr("OpenTimelineIO"),
         Words::tr("Cut, markers and metadata for programs that read .otio or .otioz"), text(".otio")},
        {ExportKind::Edl, text("edl"), Words::tr("EDL (CMX 3600)"), Words::tr("A plain list of cuts that nearly everything reads"),
         text(".edl")},
        {ExportKind::Json, text("json"), Words::tr("JSON"), Words::tr("The project for scripts, or the whole bundle as text"),
         text(".json")},
        {ExportKind::ShotList, text("csv"), Words::tr("Shot list (CSV)"), Words::tr("A row a shot, for a spreadsheet"), text(".csv")},
        {ExportKind::Storyboard, text("pdf"), Words::tr("Storyboard (PDF)"), Words::tr("Pictures, words and notes of every shot on paper"),
         text(".pdf")},
        {ExportKind::Lyrics, text("lyrics"), Words::tr("Lyrics (LRC, SRT, VTT)"), Words::tr("Timed words"), text(".lrc")},
        {ExportKind::Markers, text("markers"), Words::tr("Markers (CSV, EDL)"),
         Words::tr("Scenes, bars and markers as a table or for Resolve"), text(".csv")},
    };
}

ExportKindInfo exportKindInfo(ExportKind kind)
{
    for (const ExportKindInfo &info : exportKinds()) {
        if (info.kind == kind)
            return info;
    }
    return {};
}

std::optional<ExportKind> exportKindFromName(const QString &name)
{
    for (const ExportKindInfo &info : exportKinds()) {
        if (info.name == name)
            return info.kind;
    }
    return std::nullopt;
}

} // namespace sc::interchange
