// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/describe.h"
#include "app/cli/session.h"
#include "core/timeline/marker_edits.h"

#include <QtCore/QJsonArray>

namespace sc::cli {

namespace {

using namespace timeline;

Result<MarkerKind> kindOption(const Arguments &arguments)
{
    static const QStringList names = {QStringLiteral("note"), QStringLiteral("beat"), QStringLiteral("section"), QStringLiteral("to-do"), QStringLiteral("chapter")};
    const QString kind = arguments.value(QStringLiteral("kind"), names.first());
    const qsizetype index = names.indexOf(kind);
    if (index >= 0)
        return static_cast<MarkerKind>(index);
    return std::unexpected(Problem(ProblemCode::InvalidParameter, QCoreApplication::translate("sc::cli", "There is no marker kind \"%1\".").arg(kind))
                               .withDetail(names.join(QStringLiteral(", "))));
}

Result<Output> addMarkerCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(kind, kindOption(invocation.arguments));
    SC_TRY_ASSIGN(colour, invocation.arguments.integer(QStringLiteral("colour"), 0, 7));
    return editBundle(invocation, QCoreApplication::translate("sc::cli", "Add marker"), [&](const Timeline &now) -> Result<Timeline> {
        SC_TRY_ASSIGN(at, timeOption(invocation, QStringLiteral("at"), now.project.frameRate));
        AddMarker request;
        request.time = at.value_or(Ticks());
        request.name = invocation.arguments.value(QStringLiteral("name"));
        request.note = invocation.arguments.value(QStringLiteral("note"));
        request.kind = kind;
        request.colour = colour.value_or(0);
        return addMarker(now, request);
    });
}

Result<Output> listMarkers(Invocation &invocation)
{
    SC_TRY_ASSIGN(session, openBundle(invocation, project::OpenMode::ReadOnly));
    Output output;
    QJsonArray all;
    for (const Marker &marker : session->timeline().markers) {
        all.append(markerJson(session->timeline(), marker));
        output.text += QStringLiteral("%1  %2\n").arg(marker.id.text(), marker.name);
    }
    output.json = all;
    return output;
}

Result<Output> deleteMarkerCommand(Invocation &invocation)
{
    return editBundle(invocation, QCoreApplication::translate("sc::cli", "Delete marker"), [&](const Timeline &now) -> Result<Timeline> {
        SC_TRY_ASSIGN(marker, findMarkerId(now, invocation.word(1)));
        return deleteMarker(now, {marker});
    });
}

} // namespace

std::vector<Command> markerCommands()
{
    const QString noun = QStringLiteral("marker");
    return {
        {noun, QStringLiteral("add"), QStringLiteral("BUNDLE"), QCoreApplication::translate("sc::cli", "a new marker"), 1, 1,
         {{QStringLiteral("at"), QStringLiteral("TIME"), QCoreApplication::translate("sc::cli", "where (start)")},
          {QStringLiteral("name"), QStringLiteral("NAME"), QCoreApplication::translate("sc::cli", "at most 200 characters")},
          {QStringLiteral("note"), QStringLiteral("TEXT"), {}},
          {QStringLiteral("kind"), QStringLiteral("KIND"), QStringLiteral("note (default), beat, section, to-do, chapter")},
          {QStringLiteral("colour"), QStringLiteral("N"), QStringLiteral("0 to 7")}}, addMarkerCommand},
        {noun, QStringLiteral("list"), QStringLiteral("BUNDLE"), QCoreApplication::translate("sc::cli", "every marker"), 1, 1, {}, listMarkers},
        {noun, QStringLiteral("delete"), QStringLiteral("BUNDLE MARKER"), QCoreApplication::translate("sc::cli", "take it away"), 2, 2, {}, deleteMarkerCommand},
    };
}

} // namespace sc::cli
