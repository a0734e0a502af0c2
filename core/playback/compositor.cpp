// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/compositor.h"

#include "core/playback/camera_move.h"
#include "core/playback/card_painter.h"
#include "core/playback/card_random.h"
#include "core/playback/image_sampler.h"
#include "core/playback/program_map.h"
#include "core/playback/slate_painter.h"

#include <QtCore/QFileInfo>
#include <QtGui/QPainter>

#include <algorithm>

namespace sc::playback {

namespace {

QImage blackImage(QSize size)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::black);
    return image;
}

// The part of `image`, scaled to cover, that a frame of `size` shows.
QImage covering(const QImage &image, QSize size, double focus)
{
    const QImage large = image.scaled(size, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation);
    const double part = std::clamp(focus, 0.0, 1.0);
    const QPoint at(static_cast<int>((large.width() - size.width()) * part), static_cast<int>((large.height() - size.height()) * part));
    return large.copy(QRect(at, size)).convertToFormat(QImage::Format_RGB32);
}

// The same picture, large, soft and darker, to stand behind itself. Small and back again is a cheap blur.
QImage softGround(const QImage &image, QSize size)
{
    constexpr int kSoftness = 24;
    const QImage small = covering(image, {std::max(2, size.width() / kSoftness), std::max(2, size.height() / kSoftness)}, 0.5);
    QImage ground = small.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).convertToFormat(QImage::Format_RGB32);
    QPainter painter(&ground);
    painter.fillRect(ground.rect(), QColor(0, 0, 0, 110));
    return ground;
}

} // namespace

class Compositor::Private
{
public:
    Private(timeline::Timeline value, QSize frame, ProgramMedia takes)
        : program(std::move(value)), size(frame), media(std::move(takes)), cards(program, frame)
    {
    }

    [[nodiscard]] const ShotMedia *mediaOf(int shot) const;
    [[nodiscard]] MediaSource sourceOf(const ShotMedia &media);
    [[nodiscard]] bool isThere(const QString &proxy);
    [[nodiscard]] QImage picture(int shot, Ticks t);
    [[nodiscard]] QImage movie(const ShotMedia &media, Ticks t);
    [[nodiscard]] QImage still(const ShotMedia &media, const timeline::Clip &clip, Ticks t);
    [[nodiscard]] QImage slate(const ShotMedia &media, const QString &reason);
    [[nodiscard]] QImage withTransition(const Moment &moment, Ticks t);

    ProgramMap program;
    QSize size;
    ProgramMedia media;
    CardPainter cards; // after the program it reads
    Direction direction = Direction::Forward;
    QHash<QString, bool> proxies; // by path: whether the file is there
    QString slateOf;              // file and reason
    QImage lastSlate;
};

// Null for a clip that shows its card.
const ShotMedia *Compositor::Private::mediaOf(int shot) const
{
    if (!media.shots || !media.store)
        return nullptr;
    const auto found = media.shots->constFind(program.clip(shot).id);
    return found == media.shots->constEnd() || found->kind == ShotMedia::Kind::Card ? nullptr : &*found;
}

// A proxy may have been cleaned away. Looked for once for each file, on the thread that composes.
bool Compositor::Private::isThere(const QString &proxy)
{
    auto known = proxies.find(proxy);
    if (known == proxies.end())
        known = proxies.insert(proxy, QFileInfo(proxy).isFile());
    return *known;
}

MediaSource Compositor::Private::sourceOf(const ShotMedia &shown)
{
    const bool isStill = shown.kind == ShotMedia::Kind::Still;
    const bool isProxy = media.useProxies && !isStill && !shown.proxy.isEmpty() && isThere(shown.proxy);
    return {isProxy ? shown.proxy : shown.file, isStill ? (QSizeF(size) * kOverscan).toSize() : size, isStill, media.isQuick};
}

QImage Compositor::Private::picture(int shot, Ticks t)
{
    const ShotMedia *shown = mediaOf(shot);
    if (!shown)
        return cards.moving(shot, t);
    if (shown->kind == ShotMedia::Kind::Black)
        return blackImage(size);
    if (shown->file.isEmpty())
        return slate(*shown, {});
    return shown->kind == ShotMedia::Kind::Still ? still(*shown, program.clip(shot), t) : movie(*shown, mediaTime(program.clip(shot), t));
}

QImage Compositor::Private::movie(const ShotMedia &shown, Ticks t)
{
    MediaSource source = sourceOf(shown);
    if (media.framing == Framing::Fill)
        source.box = {}; // as large as it is: what stays of it is not known before its shape is
    Result<QImage> image = media.store->picture(source, t, direction);
    // A proxy that went missing is no loss.
    if (!image && source.file != shown.file)
        image = media.store->picture({shown.file, source.box, false, source.isQuick}, t, direction);
    if (!image)
        return slate(shown, image.error().text());
    if (image->size() == size)
        return *image;
    if (media.framing == Framing::Fill)
        return covering(*image, size, media.focus);
    QImage framed = media.framing == Framing::Blur ? softGround(*image, size) : blackImage(size);
    QPainter painter(&framed);
    painter.drawImage(QPoint((size.width() - image->width()) / 2, (size.height() - image->height()) / 2), *image);
    return framed;
}

QImage Compositor::Private::still(const ShotMedia &shown, const timeline::Clip &clip, Ticks t)
{
    const Result<QImage> canvas = media.store->picture(sourceOf(shown), {}, direction);
    if (!canvas)
        return slate(shown, canvas.error().text());
    QImage image(size, QImage::Format_RGB32);
    if (image.isNull())
        return image;
    // A camera that stands still needs no room to move: the whole picture is seen.
    const bool isFixed = isStill(clip.direction);
    const CameraView view =
        isFixed ? CameraView{1 / kOverscan, 0, 0} : cameraView(clip.direction, clip.length, t - clip.start, stableHash(clip.id.text()));
    const QSizeF seen = QSizeF(size) / view.zoom;
    const QPointF centre(canvas->width() * 0.5 + view.x * size.width(), canvas->height() * 0.5 + view.y * size.height());
    sampleView(image, *canvas, QRectF(centre - QPointF(seen.width() / 2, seen.height() / 2), seen));
    return image;
}

QImage Compositor::Private::slate(const ShotMedia &shown, const QString &reason)
{
    const QString name = shown.file.isEmpty() ? shown.name : QFileInfo(shown.file).fileName();
    const QString key = name + u'\n' + reason;
    if (key != slateOf || lastSlate.isNull()) {
        lastSlate = paintSlate(size, name, reason);
        slateOf = key;
    }
    return lastSlate;
}

QImage Compositor::Private::withTransition(const Moment &moment, Ticks t)
{
    QImage image = picture(moment.shot, t);
    if (image.isNull())
        return image;
    switch (moment.transition) {
    case timeline::TransitionKind::Cut:
        break;
    case timeline::TransitionKind::FadeBlack:
        mixColourInto(image, 0xff000000, moment.otherWeight);
        break;
    case timeline::TransitionKind::FadeWhite:
        mixColourInto(image, 0xffffffff, moment.otherWeight);
        break;
    case timeline::TransitionKind::Dissolve:
        if (moment.otherShot < 0)
            mixColourInto(image, 0xff000000, moment.otherWeight);
        else
            mixInto(image, picture(moment.otherShot, t), moment.otherWeight);
        break;
    case timeline::TransitionKind::Wipe: {
        // The later shot comes in from the left.
        const double later = moment.otherIsLater ? moment.otherWeight : 1 - moment.otherWeight;
        const int edge = static_cast<int>(later * image.width());
        const QRect others = moment.otherIsLater ? QRect(0, 0, edge, image.height()) : QRect(edge, 0, image.width() - edge, image.height());
        QPainter painter(&image);
        if (moment.otherShot < 0)
            painter.fillRect(others, Qt::black);
        else
            painter.drawImage(others, picture(moment.otherShot, t), others);
        break;
    }
    }
    return image;
}

Compositor::Compositor(timeline::Timeline timeline, QSize size, ProgramMedia media)
    : d(std::make_unique<Private>(std::move(timeline), size, std::move(media)))
{
}
Compositor::~Compositor() = default;
Compositor::Compositor(Compositor &&) noexcept = default;
Compositor &Compositor::operator=(Compositor &&) noexcept = default;

std::int64_t Compositor::frameCount() const
{
    return d->program.frameCount();
}

QImage Compositor::frame(std::int64_t index, Direction direction)
{
    if (d->size.isEmpty())
        return {};
    d->direction = direction;
    const Ticks t = d->program.timeline().project.frameRate.timeOf(index);
    const Moment moment = d->program.at(t);
    if (moment.shot < 0)
        return blackImage(d->size);
    QImage image = d->withTransition(moment, t);
    if (!image.isNull() && !d->mediaOf(moment.shot))
        d->cards.paintClock(image, moment.shot, index);
    return image;
}

void Compositor::prepare(Ticks t, Direction direction)
{
    const Moment moment = d->program.at(t);
    for (const int shot : {moment.shot, moment.otherShot}) {
        const ShotMedia *shown = shot >= 0 ? d->mediaOf(shot) : nullptr;
        if (shown && !shown->file.isEmpty())
            d->media.store->prepare(d->sourceOf(*shown), mediaTime(d->program.clip(shot), t), direction);
    }
}

std::vector<Ticks> Compositor::cutsBetween(Ticks from, Ticks until) const
{
    return d->program.changesBetween(from, until);
}

QImage renderFrame(const timeline::Timeline &timeline, std::int64_t frame, QSize size, const ProgramMedia &media)
{
    return Compositor(timeline, size, media).frame(frame);
}

} // namespace sc::playback
