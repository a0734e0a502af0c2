// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/marker_edits.h"

#include "core/base/text.h"
#include "core/timeline/edit_support.h"

#include <QtCore/QCoreApplication>

namespace sc::timeline {

namespace {

constexpr int kMarkerColours = 8;

Result<Marker *> knownMarker(Timeline &timeline, const MarkerId &id)
{
    const auto it = std::ranges::find(timeline.markers, id, &Marker::id);
    if (it == timeline.markers.end())
        return std::unexpected(noSuch(QStringLiteral("marker"), id.text()));
    return &*it;
}

Result<> setFields(Marker &marker, const EditMarker &fields)
{
    marker.time = fields.time.value_or(marker.time);
    marker.length = fields.length.value_or(marker.length);
    marker.colour = fields.colour.value_or(marker.colour);
    marker.kind = fields.kind.value_or(marker.kind);
    if (fields.name) {
        SC_TRY_ASSIGN(name, cleanText(*fields.name, TextKind::SingleLine, 1, kMaxNameLength,
                                      QCoreApplication::translate("sc::timeline", "The name")));
        marker.name = name;
    }
    if (fields.note) {
        SC_TRY_ASSIGN(note, cleanText(*fields.note, TextKind::MultiLine, 0, kMaxLyricsLength,
                                      QCoreApplication::translate("sc::timeline", "The note")));
        marker.note = note;
    }
    SC_TRY(checkStart(marker.time));
    if (marker.length < Ticks() || marker.length > kMaxPosition)
        return std::unexpected(outOfRange(QCoreApplication::translate("sc::timeline", "The marker's length"),
                                          QCoreApplication::translate("sc::timeline", "0 to 10 000 seconds")));
    if (marker.colour < 0 || marker.colour >= kMarkerColours)
        return std::unexpected(
            outOfRange(QCoreApplication::translate("sc::timeline", "The colour"), QCoreApplication::translate("sc::timeline", "0 to 7")));
    return {};
}

} // namespace

Result<Timeline> addMarker(const Timeline &timeline, const AddMarker &request)
{
    Timeline edited = timeline;
    if (knownMarker(edited, request.id))
        return std::unexpected(
            Problem(ProblemCode::DuplicateResource, QCoreApplication::translate("sc::timeline", "There is already a marker with this id."))
                .withEntity(QStringLiteral("marker"), request.id.text()));
    EditMarker fields;
    fields.time = request.time;
    fields.length = request.length;
    fields.name = request.name;
    if (request.name.trimmed().isEmpty()) {
        fields.name = numberedName(
            QCoreApplication::translate("sc::timeline", "Marker"), static_cast<int>(edited.markers.size()) + 1,
            [&](const QString &name) { return std::ranges::find(edited.markers, name, &Marker::name) != edited.markers.end(); });
    }
    fields.colour = request.colour;
    fields.kind = request.kind;
    fields.note = request.note;
    Marker marker;
    marker.id = request.id;
    SC_TRY(setFields(marker, fields));
    edited.markers.push_back(marker);
    return settled(timeline, std::move(edited));
}

Result<Timeline> editMarker(const Timeline &timeline, const EditMarker &request)
{
    Timeline edited = timeline;
    SC_TRY_ASSIGN(marker, knownMarker(edited, request.marker));
    SC_TRY(setFields(*marker, request));
    return settled(timeline, std::move(edited));
}

Result<Timeline> deleteMarker(const Timeline &timeline, const DeleteMarker &request)
{
    Timeline edited = timeline;
    SC_TRY(knownMarker(edited, request.marker));
    std::erase_if(edited.markers, [&](const Marker &marker) { return marker.id == request.marker; });
    return settled(timeline, std::move(edited));
}

} // namespace sc::timeline
