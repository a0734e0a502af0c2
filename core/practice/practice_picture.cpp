// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/practice/practice_picture.h"

#include "core/comfy/family.h"
#include "core/comfy/family_detect.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QRandomGenerator>
#include <QtGui/QFont>
#include <QtGui/QFontMetricsF>
#include <QtGui/QGuiApplication>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <array>
#include <numbers>

namespace sc::practice {

namespace {

// Colours of a place at an hour, from the top of the sky to the nearest ground.
struct Mood
{
    const char *words; // any of these in the prompt
    std::array<QRgb, 3> sky;
    QRgb light;
    QRgb far;
    QRgb near;
};

constexpr std::array kMoods = {
    Mood{"neon city street club cyberpunk downtown skyline", {0xff140c2e, 0xff4a1a6e, 0xffff4f8b}, 0xffff9bd2, 0xff3b1f63, 0xff0b0718},
    Mood{"night moon stars dark midnight", {0xff050a1e, 0xff14264f, 0xff3c5a8c}, 0xffe9f1ff, 0xff22385f, 0xff060a14},
    Mood{"sunset dusk evening golden gold", {0xff2b2450, 0xffc4517a, 0xffffb561}, 0xfffff0c2, 0xff8c4669, 0xff24132b},
    Mood{"desert sand dune canyon", {0xff3d6fa3, 0xfff0b27a, 0xfffbe3bd}, 0xfffff6dc, 0xffd98f57, 0xff6e3a22},
    Mood{"sea ocean water beach wave river lake", {0xff0d3b66, 0xff3a8fb7, 0xffbfe9ef}, 0xffffffff, 0xff2f7ea3, 0xff06283d},
    Mood{"forest wood tree garden green jungle meadow", {0xff1b4332, 0xff74a57f, 0xffe3f2c1}, 0xfffffbe0, 0xff3f7d58, 0xff0c241a},
    Mood{"snow winter ice mountain arctic", {0xff3a5a80, 0xff98c1d9, 0xfff1f7fa}, 0xffffffff, 0xff8fb3cc, 0xff2c4766},
    Mood{"fire lava red rage", {0xff1a0508, 0xff8b1e1e, 0xffff8c42}, 0xffffe0a3, 0xff5a1218, 0xff140406},
    Mood{"morning dawn sunrise spring", {0xff5d7bb6, 0xfff4a7b9, 0xffffe5c4}, 0xffffffff, 0xff9a7fae, 0xff3a2f55},
    Mood{"dream space cosmic galaxy", {0xff0b0524, 0xff43217a, 0xff2ac3c9}, 0xffe8d5ff, 0xff3a2a76, 0xff0a0620},
};

quint32 seedOf(const PictureRequest &request)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(request.prompt.toUtf8());
    hash.addData(QByteArray::number(request.seed));
    const QByteArray bytes = hash.result();
    quint32 seed = 0;
    for (int i = 0; i < 4; ++i)
        seed = seed << 8 | static_cast<quint8>(bytes.at(i));
    return seed;
}

// The mood of which most words are in the prompt; the seed decides where none is.
const Mood &moodOf(const QString &prompt, quint32 seed)
{
    const QString text = u' ' + prompt.toLower();
    const Mood *best = &kMoods[seed % kMoods.size()];
    qsizetype most = 0;
    for (const Mood &mood : kMoods) {
        qsizetype found = 0;
        for (const QString &word : QString::fromLatin1(mood.words).split(u' '))
            found += text.contains(u' ' + word) ? 1 : 0;
        if (found > most) {
            most = found;
            best = &mood;
        }
    }
    return *best;
}

QColor mixed(const QColor &a, const QColor &b, double share)
{
    const auto between = [share](int from, int to) { return static_cast<int>(std::lround(from + (to - from) * share)); };
    return QColor(between(a.red(), b.red()), between(a.green(), b.green()), between(a.blue(), b.blue()), between(a.alpha(), b.alpha()));
}

QColor turned(QRgb rgb, int degrees)
{
    const QColor colour = QColor::fromRgb(rgb);
    const int hue = colour.hslHue();
    return hue < 0 ? colour : QColor::fromHsl((hue + degrees + 360) % 360, colour.hslSaturation(), colour.lightness());
}

// What a seed decides, drawn in a fixed order so that equal seeds stay equal.
class Scene
{
public:
    explicit Scene(const PictureRequest &request)
        : m_request(request),
          m_random(seedOf(request)),
          m_mood(moodOf(request.prompt, seedOf(request))),
          m_w(request.size.width()),
          m_h(request.size.height()),
          m_turn(static_cast<int>(m_random.bounded(37u)) - 18),
          m_sunX(0.15 + 0.7 * real()),
          m_sunY(0.18 + 0.3 * real()),
          m_horizon(0.5 + 0.16 * real())
    {
    }

    void paint(QPainter &painter)
    {
        sky(painter);
        stars(painter);
        sun(painter);
        clouds(painter);
        const bool city = &m_mood == &kMoods[0];
        constexpr int kLayers = 5;
        for (int layer = 0; layer < kLayers; ++layer) {
            const double depth = (layer + 1.0) / kLayers; // 1 is nearest
            if (city && layer < 4)
                houses(painter, depth);
            else
                hills(painter, depth);
        }
        motes(painter);
        shade(painter);
    }

private:
    double real() { return m_random.generateDouble(); }
    [[nodiscard]] double drift(double depth) const { return m_request.time * m_w * 0.035 * depth; }

    void sky(QPainter &painter)
    {
        QLinearGradient gradient(0, 0, 0, m_h * (m_horizon + 0.12));
        for (size_t i = 0; i < m_mood.sky.size(); ++i)
            gradient.setColorAt(static_cast<double>(i) / 2, turned(m_mood.sky[i], m_turn));
        painter.fillRect(QRectF(0, 0, m_w, m_h), gradient);
    }

    void stars(QPainter &painter)
    {
        const bool dark = qGray(m_mood.sky[0]) < 40;
        const int count = dark ? 160 : 0;
        painter.setPen(Qt::NoPen);
        for (int i = 0; i < count; ++i) {
            const QPointF at(real() * m_w, real() * m_h * m_horizon);
            const double twinkle = 0.55 + 0.45 * std::sin(m_request.time * (1 + 2 * real()) + i);
            painter.setBrush(QColor(255, 255, 255, static_cast<int>(170 * twinkle)));
            const double radius = (0.0006 + 0.0011 * real()) * m_w;
            painter.drawEllipse(at, radius, radius);
        }
    }

    void sun(QPainter &painter)
    {
        const QPointF at(m_sunX * m_w + drift(0.15), m_sunY * m_h - m_request.time * m_h * 0.004);
        const QColor light = QColor::fromRgb(m_mood.light);
        const double breath = 1 + 0.04 * std::sin(m_request.time * 1.7);
        QRadialGradient glow(at, m_w * 0.55 * breath);
        glow.setColorAt(0, QColor(light.red(), light.green(), light.blue(), 210));
        glow.setColorAt(0.18, QColor(light.red(), light.green(), light.blue(), 90));
        glow.setColorAt(1, QColor(light.red(), light.green(), light.blue(), 0));
        painter.fillRect(QRectF(0, 0, m_w, m_h), glow);
        painter.setBrush(light);
        painter.setPen(Qt::NoPen);
        const double radius = (0.035 + 0.035 * real()) * std::min(m_w, m_h);
        painter.drawEllipse(at, radius, radius);
    }

    void clouds(QPainter &painter)
    {
        painter.setPen(Qt::NoPen);
        const QColor light = mixed(QColor::fromRgb(m_mood.light), turned(m_mood.sky[2], m_turn), 0.5);
        for (int i = 0; i < 7; ++i) {
            const double y = m_h * (0.06 + 0.5 * real() * m_horizon);
            const double width = m_w * (0.25 + 0.4 * real());
            double x = real() * m_w * 1.3 - 0.15 * m_w + drift(0.3 + 0.2 * i / 7.0);
            x = std::fmod(x + width, m_w + 2 * width) - width;
            QRadialGradient soft(QPointF(0, 0), 1);
            soft.setColorAt(0, QColor(light.red(), light.green(), light.blue(), 70));
            soft.setColorAt(1, QColor(light.red(), light.green(), light.blue(), 0));
            painter.save();
            painter.translate(x, y);
            painter.scale(width / 2, m_h * 0.03);
            painter.setBrush(soft);
            painter.drawEllipse(QPointF(0, 0), 1, 1);
            painter.restore();
        }
    }

    [[nodiscard]] QColor ground(double depth) const
    {
        const QColor haze = turned(m_mood.sky[2], m_turn);
        const QColor own = mixed(turned(m_mood.far, m_turn), turned(m_mood.near, m_turn), depth);
        return mixed(own, haze, 0.55 * (1 - depth));
    }

    void fillGround(QPainter &painter, const QPainterPath &path, double depth, double top)
    {
        QLinearGradient gradient(0, top, 0, m_h);
        gradient.setColorAt(0, ground(depth));
        gradient.setColorAt(1, mixed(ground(depth), turned(m_mood.near, m_turn), 0.6));
        painter.setPen(Qt::NoPen);
        painter.setBrush(gradient);
        painter.drawPath(path);
    }

    void hills(QPainter &painter, double depth)
    {
        const double base = m_h * (m_horizon + (0.98 - m_horizon) * depth * 0.8);
        std::array<double, 3> phase{};
        std::array<double, 3> size{};
        for (size_t i = 0; i < phase.size(); ++i) {
            phase[i] = real() * 2 * std::numbers::pi;
            size[i] = (0.02 + 0.05 * real()) * m_h / (1.0 + static_cast<double>(i));
        }
        const double shift = drift(depth * depth);
        QPainterPath path(QPointF(0, m_h));
        const int steps = 96;
        for (int i = 0; i <= steps; ++i) {
            const double x = m_w * i / steps;
            const double u = 2 * std::numbers::pi * (x + shift) / m_w;
            double y = base;
            for (size_t k = 0; k < phase.size(); ++k)
                y += size[k] * std::sin(u * (1.3 + 1.9 * static_cast<double>(k)) + phase[k]);
            path.lineTo(x, y);
        }
        path.lineTo(m_w, m_h);
        fillGround(painter, path, depth, base - 0.1 * m_h);
    }

    void houses(QPainter &painter, double depth)
    {
        const double base = m_h * (m_horizon + (1.0 - m_horizon) * depth * 0.7);
        const double width = m_w * (0.035 + 0.075 * depth);
        const double shift = std::fmod(drift(depth * depth), width);
        QPainterPath path;
        QPainterPath windows;
        for (double x = -2 * width; x < m_w + 2 * width;) {
            const double own = width * (0.7 + 0.8 * real());
            const double height = m_h * (0.06 + 0.28 * real() * (1.15 - 0.5 * depth));
            const QRectF house(x - shift, base - height, own, m_h);
            path.addRect(house);
            const double pane = std::max(2.0, own / 9);
            for (double row = house.top() + pane; row < std::min(base + 0.1 * m_h, m_h); row += pane * 2)
                for (double column = house.left() + pane; column + pane < house.right(); column += pane * 2)
                    if (real() < 0.22)
                        windows.addRect(column, row, pane * 0.8, pane);
            x += own * 1.04;
        }
        fillGround(painter, path.simplified(), depth, base - 0.3 * m_h);
        const QColor light = mixed(QColor::fromRgb(m_mood.light), QColor(255, 214, 140), 0.5);
        painter.setBrush(QColor(light.red(), light.green(), light.blue(), static_cast<int>(60 + 120 * depth)));
        painter.drawPath(windows);
    }

    void motes(QPainter &painter)
    {
        painter.setPen(Qt::NoPen);
        const QColor light = QColor::fromRgb(m_mood.light);
        for (int i = 0; i < 26; ++i) {
            const double speed = 0.3 + 0.9 * real();
            const double x = std::fmod(real() * m_w + m_request.time * m_w * 0.03 * speed, 1.1 * m_w) - 0.05 * m_w;
            const double y = m_h * (0.35 + 0.6 * real()) - m_h * 0.015 * std::sin(m_request.time * speed * 2 + i);
            const double radius = (0.003 + 0.014 * real()) * m_w;
            QRadialGradient soft(QPointF(x, y), radius);
            soft.setColorAt(0, QColor(light.red(), light.green(), light.blue(), 120));
            soft.setColorAt(0.7, QColor(light.red(), light.green(), light.blue(), 45));
            soft.setColorAt(1, QColor(light.red(), light.green(), light.blue(), 0));
            painter.setBrush(soft);
            painter.drawEllipse(QPointF(x, y), radius, radius);
        }
    }

    void shade(QPainter &painter) const
    {
        QRadialGradient edge(QPointF(m_w / 2, m_h / 2), 0.75 * std::max(m_w, m_h));
        edge.setColorAt(0.55, QColor(0, 0, 0, 0));
        edge.setColorAt(1, QColor(0, 0, 0, 120));
        painter.fillRect(QRectF(0, 0, m_w, m_h), edge);
    }

    const PictureRequest &m_request;
    QRandomGenerator m_random;
    const Mood &m_mood;
    double m_w;
    double m_h;
    int m_turn;
    double m_sunX;
    double m_sunY;
    double m_horizon;
};

QString familyName(const QString &model)
{
    const QString id = model == u"flux_pro" ? model : comfy::guessFamily(model).family;
    const comfy::ModelFamily *family = comfy::FamilyTable::builtIn().find(id);
    return family ? family->name : id;
}

void paintLabel(QPainter &painter, const PictureRequest &request)
{
    if (!qobject_cast<QGuiApplication *>(QCoreApplication::instance()))
        return; // fonts need it
    const double unit = std::min(request.size.width(), request.size.height()) / 100.0;
    if (unit < 1)
        return; // too small to be read
    QFont font = QGuiApplication::font();
    font.setPixelSize(std::max(6, static_cast<int>(3.2 * unit)));
    font.setWeight(QFont::DemiBold);
    QFont small = font;
    small.setPixelSize(std::max(5, static_cast<int>(2.3 * unit)));
    small.setWeight(QFont::Normal);
    const double most = request.size.width() - 12 * unit;
    const QString words =
        QFontMetricsF(font).elidedText(request.prompt.isEmpty() ? QStringLiteral("practice") : request.prompt, Qt::ElideRight, most);
    QStringList facts{QStringLiteral("practice"), QStringLiteral("seed %1").arg(request.seed)};
    if (const QString family = familyName(request.model); !family.isEmpty())
        facts += family;
    facts += QStringLiteral("%1 \u00d7 %2").arg(request.size.width()).arg(request.size.height());
    if (request.length > 0)
        facts += QStringLiteral("%1 s").arg(request.time, 0, 'f', 2);
    const QString line = QFontMetricsF(small).elidedText(facts.join(QStringLiteral("  \u00b7  ")), Qt::ElideRight, most);
    const double width = std::max(QFontMetricsF(font).horizontalAdvance(words), QFontMetricsF(small).horizontalAdvance(line)) + 5 * unit;
    const QRectF pill(3.5 * unit, request.size.height() - 12.5 * unit, width, 9 * unit);
    painter.setPen(QPen(QColor(255, 255, 255, 60), std::max(1.0, 0.15 * unit)));
    painter.setBrush(QColor(10, 10, 16, 150));
    painter.drawRoundedRect(pill, 2.2 * unit, 2.2 * unit);
    painter.setPen(QColor(255, 255, 255, 235));
    painter.setFont(font);
    painter.drawText(pill.adjusted(2.5 * unit, 0.9 * unit, 0, -4 * unit), Qt::AlignLeft | Qt::AlignVCenter, words);
    painter.setPen(QColor(255, 255, 255, 170));
    painter.setFont(small);
    painter.drawText(pill.adjusted(2.5 * unit, 4.8 * unit, 0, -0.9 * unit), Qt::AlignLeft | Qt::AlignVCenter, line);
}

// A slow push into a picture that is given.
void paintMoving(QPainter &painter, const QImage &picture, const PictureRequest &request, double share, double opacity)
{
    const QRandomGenerator start(seedOf(request));
    QRandomGenerator random = start;
    const double zoom = 1 + 0.12 * share;
    const QSizeF target(request.size);
    const double cover = std::max(target.width() / picture.width(), target.height() / picture.height()) * zoom;
    const QSizeF drawn(picture.width() * cover, picture.height() * cover);
    const double lean = (random.generateDouble() - 0.5) * 0.08 * share;
    painter.setOpacity(opacity);
    painter.drawImage(
        QRectF(QPointF((target.width() - drawn.width()) / 2 + lean * target.width(), (target.height() - drawn.height()) / 2), drawn),
        picture);
    painter.setOpacity(1);
}

} // namespace

QImage paintPicture(const PictureRequest &request)
{
    QImage image(request.size, QImage::Format_RGB32);
    image.fill(Qt::black);
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    const double share = request.length > 0 ? std::clamp(request.time / request.length, 0.0, 1.0) : 0;
    if (request.first.isNull()) {
        Scene(request).paint(painter);
    } else if (request.length > 0) {
        paintMoving(painter, request.first, request, share, 1);
        if (!request.last.isNull())
            paintMoving(painter, request.last, request, 1 - share, share);
    } else {
        // A picture that is edited: what was there in the light of what is asked for.
        paintMoving(painter, request.first, request, 0, 1);
        QImage light(request.size, QImage::Format_RGB32);
        QPainter over(&light);
        over.setRenderHint(QPainter::Antialiasing);
        Scene(request).paint(over);
        over.end();
        painter.setOpacity(0.45);
        painter.drawImage(0, 0, light);
        painter.setOpacity(1);
    }
    if (request.labelled)
        paintLabel(painter, request);
    return image;
}

} // namespace sc::practice
