// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export_outcome.h"

#include "core/base/text.h"
#include "core/timeline/report.h"
#include "ui/theme/icons.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QLocale>
#include <QtGui/QPainter>

namespace sc::ui {

namespace {

constexpr int kRow = 26;
constexpr int kHead = 36;
constexpr int kWhatAt = 240; // px where the second column begins
constexpr int kSizeWidth = 112;
constexpr size_t kShownScenes = 3;

QString count(qint64 number)
{
    return QLocale().toString(number);
}

QString soundText(const render::SoundOptions &sound)
{
    if (sound.keepsSong)
        return ExportOutcome::tr("unchanged, as it is in its file");
    if (sound.loudness == render::LoudnessWay::AsIs)
        return ExportOutcome::tr("%1, begins with the first frame").arg(media::nameOf(sound.codec));
    return ExportOutcome::tr("%1, %2 LUFS, peaks below %3 dBTP")
        .arg(media::nameOf(sound.codec), QLocale().toString(sound.targetLufs), QLocale().toString(sound.peakDbtp));
}

std::vector<OutcomeRow> movieOutcome(const timeline::Timeline &timeline, const render::ExportJob &job)
{
    const auto options = render::movieOf({{timeline, {}, {}, {}}, {}, {}}, job);
    if (!options)
        return {{QStringLiteral("error"), ExportOutcome::tr("This cannot be made"), options.error().text(), {}}};
    const QSize size = render::movieSize(timeline, *options);
    const FrameRate rate = options->picture.rate.value_or(timeline.project.frameRate);
    const auto words = [&](const render::MovieExport &movie) {
        const media::CodecProfile *profile = media::findProfile(movie.picture.codec, movie.picture.profile);
        return ExportOutcome::tr("%1, %2 × %3, %4, %5 frames")
            .arg(profile ? profile->name : media::nameOf(movie.picture.codec))
            .arg(size.width())
            .arg(size.height())
            .arg(rate.displayName(), count(render::frameCountOf(timeline, movie)));
    };
    std::vector<OutcomeRow> rows;
    if (job.kind == u"scenes") {
        const std::vector<render::SceneMovie> movies = render::sceneMoviesOf(timeline, *options);
        rows.push_back({QStringLiteral("folder"), QFileInfo(job.destination).dir().dirName(),
                        ExportOutcome::tr("%n movie(s), one a scene", nullptr, static_cast<int>(movies.size())),
                        humanSize(render::estimateBytes(timeline, *options))});
        for (size_t i = 0; i < movies.size() && i < kShownScenes; ++i) {
            render::MovieExport one = *options;
            one.range = movies[i].range;
            rows.push_back({QStringLiteral("video"), QFileInfo(movies[i].file).fileName(), words(one), {}});
        }
        return rows;
    }
    rows.push_back({QStringLiteral("video"), QFileInfo(job.destination).fileName(), words(*options),
                    ExportOutcome::tr("about %1").arg(humanSize(render::estimateBytes(timeline, *options)))});
    if (timeline.project.song && !options->sound.isSilent)
        rows.push_back({QStringLiteral("music"), timeline.project.song->title, soundText(options->sound), {}});
    if (!options->burnIn.isEmpty()) {
        QStringList burnt;
        if (options->burnIn.lyrics)
            burnt << ExportOutcome::tr("lyrics");
        if (options->burnIn.timecode)
            burnt << ExportOutcome::tr("timecode");
        if (options->burnIn.names)
            burnt << ExportOutcome::tr("scene and shot");
        rows.push_back({QStringLiteral("text"), ExportOutcome::tr("Over the pictures"), burnt.join(QStringLiteral(", ")), {}});
    }
    return rows;
}

std::vector<OutcomeRow> imagesOutcome(const timeline::Timeline &timeline, const render::ExportJob &job)
{
    const auto options = render::imagesOf({{timeline, {}, {}, {}}, {}, {}}, job);
    if (!options)
        return {{QStringLiteral("error"), ExportOutcome::tr("This cannot be made"), options.error().text(), {}}};
    const QString name = QFileInfo(job.destination).fileName();
    std::vector<OutcomeRow> rows{{QStringLiteral("folder"), name,
                                  ExportOutcome::tr("%1 pictures").arg(count(render::imageCountOf(timeline, *options))),
                                  ExportOutcome::tr("about %1").arg(humanSize(render::estimateBytes(timeline, *options)))}};
    rows.push_back({QStringLiteral("image"),
                    QStringLiteral("%1.000001%2").arg(name, render::suffixOf(options->format)),
                    ExportOutcome::tr("8 bit, sRGB"),
                    {}});
    if (timeline.project.song && options->withSong)
        rows.push_back({QStringLiteral("music"), name + QStringLiteral(".wav"), ExportOutcome::tr("WAV, 48 kHz, 24 bit"), {}});
    return rows;
}

std::vector<OutcomeRow> cutOutcome(const timeline::Timeline &timeline, const render::ExportJob &job)
{
    const timeline::TimelineReport report = timeline::timelineReport(timeline);
    const QString name = QFileInfo(job.destination).fileName();
    std::vector<OutcomeRow> rows{
        {job.kind == u"resolve" ? QStringLiteral("folder") : QStringLiteral("list"),
         name,
         ExportOutcome::tr("%1 clips, %2 gaps").arg(count(report.clips), count(static_cast<int>(report.gaps.size()))),
         {}}};
    const bool isCollected = job.kind == u"resolve" || job.options.value(u"media").toString() == u"copy" ||
                             job.options.value(u"media").toString() == u"link" || job.options.value(u"zipped").toBool();
    rows.push_back({QStringLiteral("image"),
                    ExportOutcome::tr("Media"),
                    isCollected ? ExportOutcome::tr("collected with it") : ExportOutcome::tr("named where they lie; cards beside it"),
                    {}});
    if (timeline.project.song)
        rows.push_back({QStringLiteral("music"), timeline.project.song->title, ExportOutcome::tr("begins where the cut has it"), {}});
    return rows;
}

} // namespace

std::vector<OutcomeRow> outcomeOf(const timeline::Timeline &timeline, const render::ExportJob &job)
{
    const render::ExportJobKind *kind = render::findExportJobKind(job.kind);
    if (kind == nullptr)
        return {};
    if (job.kind == u"images")
        return imagesOutcome(timeline, job);
    if (kind->isPictures)
        return movieOutcome(timeline, job);
    const QString name = QFileInfo(job.destination).fileName();
    if (job.kind == u"csv")
        return {{QStringLiteral("list"),
                 name,
                 ExportOutcome::tr("%1 shots, a row each").arg(count(qint64(timeline::liveClips(timeline).size()))),
                 {}}};
    if (job.kind == u"lyrics")
        return {{QStringLiteral("text"), name, ExportOutcome::tr("%1 lines").arg(count(qint64(timeline.lyrics.size()))), {}}};
    if (job.kind == u"pdf") {
        const int each = std::max(1, job.options.value(u"columns").toInt(3) * job.options.value(u"rows").toInt(3));
        const auto shots = static_cast<int>(timeline::liveClips(timeline).size());
        return {{QStringLiteral("scenes"),
                 name,
                 ExportOutcome::tr("%1 shots on %2 pages or so").arg(count(shots), count((shots + each - 1) / each)),
                 {}}};
    }
    if (job.kind == u"json" || job.kind == u"markers")
        return {{QStringLiteral("list"), name, kind->purpose, {}}};
    return cutOutcome(timeline, job);
}

ExportOutcome::ExportOutcome(QWidget *parent) : Plate(Level::Card, parent) {}

void ExportOutcome::setRows(std::vector<OutcomeRow> rows, const QString &promise)
{
    m_rows = std::move(rows);
    m_promise = promise;
    QStringList spoken{tr("What you get")};
    for (const OutcomeRow &row : m_rows)
        spoken.append(row.name + QStringLiteral(": ") + row.what + u' ' + row.size);
    setAccessibleName(spoken.join(QStringLiteral(". ")));
    setFixedHeight(kHead + kRow * static_cast<int>(m_rows.size()) + 10);
    update();
}

void ExportOutcome::paintEvent(QPaintEvent *event)
{
    Plate::paintEvent(event);
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    const QRect head(14, 4, width() - 28, kHead - 4);
    painter.setFont(theme.fonts.controlStrong);
    painter.setPen(theme.text.primary);
    painter.drawText(head, Qt::AlignLeft | Qt::AlignVCenter, tr("What you get"));
    painter.setFont(theme.fonts.captionLight);
    painter.setPen(theme.semantic.success);
    painter.drawText(head, Qt::AlignRight | Qt::AlignVCenter, m_promise);
    const int promiseWidth = QFontMetrics(theme.fonts.captionLight).horizontalAdvance(m_promise);
    if (!m_promise.isEmpty())
        drawIconCentred(painter, QStringLiteral("check"), QRectF(head.right() - promiseWidth - 18, head.top(), 13, head.height()), 13,
                        theme.semantic.success);
    int y = kHead;
    for (const OutcomeRow &row : m_rows) {
        const bool below = &row != &m_rows.front();
        const int x = 14 + (below ? 22 : 0);
        drawIconCentred(painter, row.icon, QRectF(x, y, 15, kRow), 15, theme.text.secondary);
        const QRect name(x + 23, y, kWhatAt - x - 33, kRow);
        painter.setFont(theme.fonts.control);
        painter.setPen(theme.text.primary);
        painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetrics(theme.fonts.control).elidedText(row.name, Qt::ElideMiddle, name.width()));
        const int right = row.size.isEmpty() ? 0 : kSizeWidth;
        const QRect what(kWhatAt, y, width() - kWhatAt - 14 - right, kRow);
        painter.setFont(theme.fonts.body);
        painter.setPen(theme.text.secondary);
        painter.drawText(what, Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetrics(theme.fonts.body).elidedText(row.what, Qt::ElideRight, what.width()));
        painter.drawText(QRect(width() - 14 - kSizeWidth, y, kSizeWidth, kRow), Qt::AlignRight | Qt::AlignVCenter, row.size);
        y += kRow;
    }
}

} // namespace sc::ui
