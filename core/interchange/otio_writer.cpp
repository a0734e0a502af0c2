// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/otio_writer.h"

#include "core/interchange/file_url.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>

namespace sc::interchange {

namespace {

const QString kDefaultMedia = QStringLiteral("DEFAULT_MEDIA");
const QString kOurs = QStringLiteral("StoryCanvas");

QString colourOf(EditMarker::Kind kind)
{
    switch (kind) {
    case EditMarker::Kind::Scene:
    case EditMarker::Kind::Chapter:
        return QStringLiteral("GREEN");
    case EditMarker::Kind::ToDo:
        return QStringLiteral("RED");
    case EditMarker::Kind::Failure:
        return QStringLiteral("MAGENTA");
    case EditMarker::Kind::Lyric:
        return QStringLiteral("YELLOW");
    case EditMarker::Kind::Note:
        break;
    }
    return QStringLiteral("ORANGE");
}

class Writer
{
public:
    Writer(const Edit &edit, const OtioForm &form) : m_edit(edit), m_form(form), m_rate(edit.rate.toDouble()) {}

    QByteArray write() const
    {
        QJsonArray tracks;
        for (size_t i = 0; i < m_edit.tracks.size(); ++i)
            tracks.append(pictureTrack(m_edit.tracks[i], QStringLiteral("V%1").arg(i + 1)));
        if (m_form.alternatesTrack)
            tracks.append(alternatesTrack());
        if (m_edit.song)
            tracks.append(soundTrack(*m_edit.song));
        QJsonObject stack = composition(QStringLiteral("Stack.1"), QStringLiteral("tracks"), tracks);
        stack.insert(QStringLiteral("markers"), markers());
        QJsonObject about{{QStringLiteral("frame_rate"), m_edit.rate.toString()},
                          {QStringLiteral("width"), m_edit.width},
                          {QStringLiteral("height"), m_edit.height},
                          {QStringLiteral("drop_frame"), m_edit.dropFrame},
                          {QStringLiteral("length_frames"), static_cast<qint64>(m_edit.length)}};
        QJsonObject timeline{{QStringLiteral("OTIO_SCHEMA"), QStringLiteral("Timeline.1")},
                             {QStringLiteral("name"), m_edit.name},
                             {QStringLiteral("global_start_time"), time(m_edit.tcStart)},
                             {QStringLiteral("metadata"), QJsonObject{{kOurs, about}}},
                             {QStringLiteral("tracks"), stack}};
        return QJsonDocument(timeline).toJson(QJsonDocument::Indented);
    }

private:
    [[nodiscard]] QJsonObject time(std::int64_t frames) const { return time(static_cast<double>(frames), m_rate); }
    [[nodiscard]] static QJsonObject time(double value, double rate)
    {
        return {{QStringLiteral("OTIO_SCHEMA"), QStringLiteral("RationalTime.1")},
                {QStringLiteral("rate"), rate},
                {QStringLiteral("value"), value}};
    }
    [[nodiscard]] static QJsonObject range(const QJsonObject &start, const QJsonObject &duration)
    {
        return {{QStringLiteral("OTIO_SCHEMA"), QStringLiteral("TimeRange.1")},
                {QStringLiteral("start_time"), start},
                {QStringLiteral("duration"), duration}};
    }

    [[nodiscard]] static QJsonObject item(const QString &schema, const QString &name)
    {
        return {{QStringLiteral("OTIO_SCHEMA"), schema},
                {QStringLiteral("name"), name},
                {QStringLiteral("metadata"), QJsonObject()},
                {QStringLiteral("source_range"), QJsonValue::Null},
                {QStringLiteral("effects"), QJsonArray()},
                {QStringLiteral("markers"), QJsonArray()},
                {QStringLiteral("enabled"), true}};
    }
    [[nodiscard]] static QJsonObject composition(const QString &schema, const QString &name, const QJsonArray &children)
    {
        QJsonObject object = item(schema, name);
        object.insert(QStringLiteral("children"), children);
        return object;
    }
    [[nodiscard]] static QJsonObject track(const QString &name, const QString &kind, const QJsonArray &children)
    {
        QJsonObject object = composition(QStringLiteral("Track.1"), name, children);
        object.insert(QStringLiteral("kind"), kind);
        return object;
    }
    [[nodiscard]] QJsonObject gap(std::int64_t length) const
    {
        QJsonObject object = item(QStringLiteral("Gap.1"), QString());
        object.insert(QStringLiteral("source_range"), range(time(0), time(length)));
        return object;
    }

    [[nodiscard]] QJsonObject pictureTrack(const EditTrack &edited, const QString &name) const
    {
        QJsonArray children;
        auto transition = edited.transitions.begin();
        for (size_t i = 0; i <= edited.items.size(); ++i) {
            if (transition != edited.transitions.end() && transition->right == i) {
                // A transition needs a neighbour on each side, if only one without length.
                if (i == 0)
                    children.append(gap(0));
                children.append(transitionOf(*transition++));
                if (i == edited.items.size())
                    children.append(gap(0));
            }
            if (i == edited.items.size())
                break;
            const EditItem &one = edited.items[i];
            children.append(one.isGap && !one.isLost ? gap(one.length) : clip(one));
        }
        return track(name, QStringLiteral("Video"), children);
    }

    [[nodiscard]] QJsonObject transitionOf(const EditTransition &transition) const
    {
        return {{QStringLiteral("OTIO_SCHEMA"), QStringLiteral("Transition.1")},
                {QStringLiteral("name"), QStringLiteral("Cross Dissolve")},
                {QStringLiteral("metadata"), QJsonObject()},
                {QStringLiteral("transition_type"), transition.kind == timeline::TransitionKind::Wipe ? QStringLiteral("Custom_Transition")
                                                                                                      : QStringLiteral("SMPTE_Dissolve")},
                {QStringLiteral("in_offset"), time(transition.before)},
                {QStringLiteral("out_offset"), time(transition.behind)}};
    }

    // Where a shot begins in its media's own timecode, in frames of the project, rounded once.
    [[nodiscard]] std::int64_t sourceStart(const EditMedia &media, Ticks in) const
    {
        const Ticks first = media.rate.isNone() ? Ticks() : media.rate.timeOf(media.startFrame);
        return m_edit.rate.frameAt(first + in, Rounding::Nearest);
    }

    [[nodiscard]] QJsonObject clip(const EditItem &one) const
    {
        const EditMedia *media = m_edit.mediaOf(one);
        QJsonObject object = item(QStringLiteral("Clip.2"), m_form.fileNames && media ? media->name : one.name);
        const bool moves = media && media->kind == EditMedia::Kind::Movie;
        const std::int64_t in = moves ? sourceStart(*media, one.in) : 0;
        object.insert(QStringLiteral("source_range"), range(time(in), time(one.length)));
        object.insert(QStringLiteral("enabled"), one.enabled);
        QJsonObject references{{kDefaultMedia, media ? reference(*media, one.length) : missing(one.name)}};
        for (size_t i = 0; i < one.alternates.size(); ++i) {
            const EditAlternate &alternate = one.alternates[i];
            QJsonObject other = reference(m_edit.media[static_cast<size_t>(alternate.media)], one.length);
            other.insert(QStringLiteral("metadata"), QJsonObject{{kOurs, QJsonObject{{QStringLiteral("name"), alternate.name}}}});
            references.insert(QStringLiteral("alternative_%1").arg(i + 1), other);
        }
        object.insert(QStringLiteral("media_references"), references);
        object.insert(QStringLiteral("active_media_reference_key"), kDefaultMedia);
        if (moves && one.isRetimed())
            object.insert(QStringLiteral("effects"), QJsonArray{warp(static_cast<double>(one.speedNumerator) / one.speedDenominator)});
        QJsonObject facts{{QStringLiteral("name"), one.name}};
        for (const auto &[key, value] : one.facts)
            facts.insert(key, value); // texts, since a seed has more digits than a number of JSON
        if (!one.note.isEmpty())
            facts.insert(QStringLiteral("note"), one.note);
        object.insert(QStringLiteral("metadata"), QJsonObject{{kOurs, facts}});
        return object;
    }

    [[nodiscard]] static QJsonObject warp(double scalar)
    {
        return {{QStringLiteral("OTIO_SCHEMA"), QStringLiteral("LinearTimeWarp.1")},
                {QStringLiteral("name"), QStringLiteral("speed")},
                {QStringLiteral("effect_name"), QStringLiteral("LinearTimeWarp")},
                {QStringLiteral("time_scalar"), scalar},
                {QStringLiteral("metadata"), QJsonObject()}};
    }

    [[nodiscard]] static QJsonObject missing(const QString &name)
    {
        return {{QStringLiteral("OTIO_SCHEMA"), QStringLiteral("MissingReference.1")},
                {QStringLiteral("name"), name},
                {QStringLiteral("metadata"), QJsonObject()},
                {QStringLiteral("available_range"), QJsonValue::Null},
                {QStringLiteral("available_image_bounds"), QJsonValue::Null}};
    }

    [[nodiscard]] QJsonObject reference(const EditMedia &media, std::int64_t length) const
    {
        QJsonObject object = missing(media.name);
        if (media.kind == EditMedia::Kind::Still)
            object.insert(QStringLiteral("available_range"), range(time(0), time(length)));
        else if (media.kind == EditMedia::Kind::Sound)
            object.insert(QStringLiteral("available_range"),
                          range(time(0, media.sampleRate), time(static_cast<double>(media.samples), media.sampleRate)));
        else
            object.insert(QStringLiteral("available_range"), range(time(static_cast<double>(media.startFrame), rateOf(media)),
                                                                   time(static_cast<double>(media.frames), rateOf(media))));
        if (media.isMissing) {
            object.insert(QStringLiteral("metadata"), QJsonObject{{kOurs, QJsonObject{{QStringLiteral("path"), media.file}}}});
            return object;
        }
        object.insert(QStringLiteral("OTIO_SCHEMA"), QStringLiteral("ExternalReference.1"));
        object.insert(QStringLiteral("target_url"), m_form.urlOf(media));
        return object;
    }
    [[nodiscard]] double rateOf(const EditMedia &media) const
    {
        return media.rate == mediaRate(m_edit.rate) ? m_rate : media.rate.toDouble();
    }

    [[nodiscard]] QJsonObject alternatesTrack() const
    {
        QJsonArray children;
        std::int64_t cursor = 0;
        for (const EditItem &one : m_edit.tracks.front().items) {
            if (one.alternates.empty())
                continue;
            if (one.start > cursor)
                children.append(gap(one.start - cursor));
            EditItem other = one;
            other.name = one.alternates.front().name;
            other.media = one.alternates.front().media;
            other.in = one.alternates.front().in;
            other.speedNumerator = one.alternates.front().speedNumerator;
            other.speedDenominator = one.alternates.front().speedDenominator;
            other.alternates.clear();
            other.enabled = false;
            children.append(clip(other));
            cursor = one.end();
        }
        return track(QStringLiteral("Alternates"), QStringLiteral("Video"), children);
    }

    [[nodiscard]] QJsonObject soundTrack(const EditSong &song) const
    {
        QJsonArray children;
        if (song.start > 0)
            children.append(gap(song.start));
        const EditMedia &media = m_edit.media[static_cast<size_t>(song.media)];
        QJsonObject object = item(QStringLiteral("Clip.2"), m_form.fileNames ? media.name : song.title);
        object.insert(QStringLiteral("source_range"), range(time(song.in), time(song.length)));
        object.insert(QStringLiteral("media_references"), QJsonObject{{kDefaultMedia, reference(media, song.length)}});
        object.insert(QStringLiteral("active_media_reference_key"), kDefaultMedia);
        if (song.gainDb != 0)
            object.insert(QStringLiteral("metadata"), QJsonObject{{kOurs, QJsonObject{{QStringLiteral("gain_db"), song.gainDb}}}});
        children.append(object);
        return track(QStringLiteral("A1"), QStringLiteral("Audio"), children);
    }

    // Kdenlive shows the comment, Resolve the name: both are filled.
    [[nodiscard]] QJsonObject marker(const QString &name, const QString &comment, const QString &colour, std::int64_t frame,
                                     std::int64_t length) const
    {
        return {{QStringLiteral("OTIO_SCHEMA"), QStringLiteral("Marker.2")},        {QStringLiteral("name"), name},
                {QStringLiteral("comment"), comment.isEmpty() ? name : comment},    {QStringLiteral("color"), colour},
                {QStringLiteral("marked_range"), range(time(frame), time(length))}, {QStringLiteral("metadata"), QJsonObject()}};
    }

    [[nodiscard]] QJsonArray markers() const
    {
        QJsonArray all;
        for (const EditMarker &one : m_edit.markers)
            all.append(marker(one.name, one.note, colourOf(one.kind), one.frame, one.length));
        if (!m_edit.song)
            return all;
        const Ticks shift = m_edit.rate.timeOf(m_edit.song->start) - m_edit.rate.timeOf(m_edit.song->in);
        for (const SongMarker &one : m_edit.song->markers)
            all.append(marker(one.name, {}, one.isBar ? QStringLiteral("BLUE") : QStringLiteral("CYAN"),
                              m_edit.rate.frameAt(one.time + shift, Rounding::Nearest), 1));
        return all;
    }

    const Edit &m_edit;
    const OtioForm &m_form;
    double m_rate;
};

} // namespace

UrlOf otioUrls(PathStyle style, const CutOptions &options)
{
    return [style, options](const EditMedia &media) {
        const QString path = writtenPath(media.file, options);
        return style == PathStyle::FileUrl ? fileUrl(path) : path;
    };
}

QByteArray writeOtio(const Edit &edit, const OtioForm &form)
{
    return Writer(edit, form).write();
}

} // namespace sc::interchange
