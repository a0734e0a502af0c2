// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/card_painter.h"

#include "core/base/timecode.h"
#include "core/playback/camera_move.h"
#include "core/playback/card_light.h"
#include "core/playback/card_motif.h"
#include "core/playback/card_random.h"
#include "core/playback/card_text.h"
#include "core/playback/image_sampler.h"
#include "core/playback/program_map.h"
#include "core/playback/section_colours.h"

#include <QtGui/QPainter>

#include <algorithm>
#include <list>

namespace sc::playback {

namespace {

constexpr size_t kCachedCards = 3; // two of a dissolve, and the one just left

// The layers of one shot, painted once.
struct Card
{
    int shot = -1;
    QImage background; // kOverscan times the frame
    QImage text;
    QColor colour;
    std::uint64_t seed = 0;
};

QString directionWords(const timeline::ShotDirection &direction)
{
    QStringList words;
    for (const QString &word : {direction.shotType, direction.cameraAngle, direction.cameraMove}) {
        if (!word.trimmed().isEmpty())
            words << word.trimmed();
    }
    QString text = words.join(QStringLiteral(", "));
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

// A neighbouring hue on the richer side: greys become a cool night, yellow goes to orange and not to
// olive, green to cyan.
QColor companion(const QColor &colour, double degrees)
{
    const int hue = std::max(0, colour.hsvHue());
    const bool isYellowish = hue > 20 && hue < 100;
    const double way = isYellowish ? -std::abs(degrees) : hue >= 100 && hue < 190 ? std::abs(degrees) : degrees;
    return QColor::fromHsv((hue + static_cast<int>(way) + 720) % 360, colour.hsvSaturation(), colour.value());
}

// The colour as light: pale colours need more of themselves, or a dim glow of them is mud.
QColor asLight(const QColor &colour)
{
    return QColor::fromHsvF(std::max(0.f, colour.hsvHueF()), 0.30f + 0.70f * colour.hsvSaturationF(), 1);
}

// Every second shot is bright, the others are dark: two shots that touch never look alike, whatever their scenes.
QImage paintBackground(QSize size, const QColor &colour, int shot, std::uint64_t sceneSeed, std::uint64_t seed, double unit)
{
    CardRandom random(seed);
    const bool bright = shot % 2 == 0;
    const double side = bright ? 1 : -1;
    const QColor light = asLight(colour);
    const LinearColour main = toLinear(light);
    const LinearColour second = toLinear(companion(light, random.between(24, 52) * random.sign()));
    const LinearColour near = toLinear(QColor(0x0c, 0x0d, 0x11));
    const LinearColour veil = withLuminance(main, bright ? 0.020f : 0.004f);
    const LinearColour base = {near[0] + veil[0], near[1] + veil[1], near[2] + veil[2]};
    const std::vector<Glow> glows = {
        {0.5 + side * random.between(0.08, 0.32), random.between(0.15, 0.5), random.between(0.45, 0.7), random.between(0.55, 0.8),
         withLuminance(main, bright ? 0.17f : 0.036f)},
        {0.5 - side * random.between(0.25, 0.5), random.between(0.45, 0.95), random.between(0.35, 0.6), random.between(0.4, 0.65),
         withLuminance(second, bright ? 0.085f : 0.034f)},
        {random.unit(), random.between(-0.1, 0.2), 0.4, 0.3, withLuminance(second, bright ? 0.045f : 0.02f)},
    };
    QImage image = paintLight(size, base, glows, random.next());
    if (image.isNull())
        return image;
    // A scene keeps to three motifs of the seven, so that it looks like one place.
    const int motif = static_cast<int>((sceneSeed + seed % 3) % kMotifCount);
    QPainter painter(&image);
    painter.setOpacity(1);
    paintMotif(painter, motif, image.size(), companion(light, random.between(-12, 12)), unit, CardRandom(random.next()));
    return image;
}

} // namespace

class CardPainter::Private
{
public:
    Private(const ProgramMap &map, QSize frame) : program(map), layout(frame) {}

    const Card &card(int shot);

    const ProgramMap &program;
    CardLayout layout;
    std::list<Card> cards; // newest first
};

CardPainter::CardPainter(const ProgramMap &program, QSize size) : d(std::make_unique<Private>(program, size)) {}
CardPainter::~CardPainter() = default;

const Card &CardPainter::Private::card(int shot)
{
    const auto found = std::ranges::find(cards, shot, &Card::shot);
    if (found != cards.end()) {
        cards.splice(cards.begin(), cards, found);
        return cards.front();
    }
    const timeline::Clip &clip = program.clip(shot);
    const timeline::Scene *scene = timeline::findScene(program.timeline(), clip.scene);
    Card card;
    card.shot = shot;
    card.seed = stableHash(clip.id.text());
    card.colour = QColor::fromRgb(sectionColour(scene ? scene->colour : int(kSectionColours.size()) - 1));
    const QSize canvas = (QSizeF(layout.frame) * kOverscan).toSize();
    card.background = paintBackground(canvas, card.colour, shot, stableHash(clip.scene.text()), card.seed, layout.unit);
    const CardWords words{shot + 1,
                          clip.name,
                          scene ? scene->name : QString(),
                          clip.lyrics,
                          clip.imagePrompt.isEmpty() ? clip.videoPrompt : clip.imagePrompt,
                          directionWords(clip.direction)};
    card.text = paintCardText(layout, words, card.colour);
    cards.push_front(std::move(card));
    if (cards.size() > kCachedCards)
        cards.pop_back();
    return cards.front();
}

QImage CardPainter::moving(int shot, Ticks t)
{
    QImage image(d->layout.frame, QImage::Format_RGB32);
    const Card &own = d->card(shot);
    if (image.isNull() || own.background.isNull() || own.text.isNull())
        return {};
    const timeline::Clip &clip = d->program.clip(shot);
    const CameraView view = cameraView(clip.direction, clip.length, t - clip.start, own.seed);
    const QSizeF seen = QSizeF(d->layout.frame) / view.zoom;
    const QPointF centre(own.background.width() * 0.5 + view.x * d->layout.frame.width(),
                         own.background.height() * 0.5 + view.y * d->layout.frame.height());
    sampleView(image, own.background, QRectF(centre - QPointF(seen.width() / 2, seen.height() / 2), seen));
    QPainter painter(&image);
    painter.drawImage(0, 0, own.text);
    return image;
}

void CardPainter::paintClock(QImage &image, int shot, std::int64_t index)
{
    const FrameRate rate = d->program.timeline().project.frameRate;
    const timeline::Clip &clip = d->program.clip(shot);
    CardClock clock;
    clock.timecode = formatTimecode(index, rate, rate.canDropFrames() ? TimecodeMode::Drop : TimecodeMode::NonDrop);
    clock.clipProgress = (rate.timeOf(index + 1) - clip.start).toSeconds() / std::max(clip.length.toSeconds(), 1e-9);
    // A frame counts for the beat that lies nearest to it, as the cuts do.
    if (const auto beat = d->program.beatAt(rate.timeOf(index) + Ticks(rate.frameLength().value() / 2))) {
        clock.bar = QStringLiteral("%1.%2").arg(beat->beat.bar).arg(beat->beat.beatInBar);
        clock.beatsPerBar = beat->beatsPerBar;
        clock.beatInBar = beat->beat.beatInBar;
    }
    paintCardClock(image, d->layout, clock, d->card(shot).colour);
}

} // namespace sc::playback
