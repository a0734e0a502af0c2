// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/burn_in.h"

#include "core/base/timecode.h"
#include "core/playback/card_type.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>

namespace sc::render {

namespace {

constexpr double kSafe = 0.05;         // of each side: title-safe
constexpr double kTallLyricsAt = 0.22; // from below on upright movies, where players lay their own words
constexpr qsizetype kMostLines = 3;

} // namespace

BurnInPainter::BurnInPainter(const timeline::Timeline &timeline, QSize size, const BurnIn &options)
    : m_program(timeline), m_size(size), m_options(options), m_unit(std::min(size.width() / 1280.0 * 1.25, size.height() / 720.0))
{
    // As wide as upright movies are, letters have to be larger for what is read on a phone.
    if (size.height() > size.width())
        m_unit = size.width() / 640.0;
    for (size_t i = 0; i < timeline.lyrics.size(); ++i) {
        const Ticks offset = timeline.project.songOffset;
        m_lyrics.push_back({{timeline.lyrics[i].start + offset, timeline::endOfLyric(timeline, i) + offset}, timeline.lyrics[i].text});
    }
}

QString BurnInPainter::lyricAt(std::int64_t index) const
{
    const Ticks t = m_program.timeline().project.frameRate.timeOf(index);
    QStringList lines;
    for (const Sung &sung : m_lyrics) {
        if (sung.range.contains(t))
            lines << sung.text.split(u'\n', Qt::SkipEmptyParts);
    }
    return lines.mid(0, kMostLines).join(u'\n');
}

QString BurnInPainter::nameAt(std::int64_t index) const
{
    const playback::Moment moment = m_program.at(m_program.timeline().project.frameRate.timeOf(index));
    if (moment.shot < 0)
        return {};
    const timeline::Clip &clip = m_program.clip(moment.shot);
    const timeline::Scene *scene = timeline::findScene(m_program.timeline(), clip.scene);
    return scene ? QStringLiteral("%1 · %2").arg(scene->name, clip.name) : clip.name;
}

bool BurnInPainter::showsAt(std::int64_t index) const
{
    return m_options.timecode || (m_options.lyrics && !lyricAt(index).isEmpty()) || (m_options.names && !nameAt(index).isEmpty());
}

void BurnInPainter::paint(QImage &image, std::int64_t index)
{
    if (m_options.lyrics)
        lay(image, m_lyric, lyricAt(index), Qt::AlignBottom | Qt::AlignHCenter);
    if (m_options.names)
        lay(image, m_name, nameAt(index), Qt::AlignTop | Qt::AlignLeft);
    if (m_options.timecode) {
        const FrameRate rate = m_program.timeline().project.frameRate;
        const std::int64_t start = m_options.startAtOneHour ? 3600LL * rate.nominal() : 0;
        lay(image, m_clock, formatTimecode(start + index, rate), Qt::AlignTop | Qt::AlignRight);
    }
}

void BurnInPainter::lay(QImage &image, Words &words, const QString &text, Qt::Alignment where)
{
    if (text.isEmpty())
        return;
    if (words.text != text) {
        words.text = text;
        words.picture = drawn(text, !(where & Qt::AlignBottom));
        const int left = static_cast<int>(m_size.width() * kSafe);
        const int top = static_cast<int>(m_size.height() * kSafe);
        const bool isTall = m_size.height() > m_size.width();
        const int below = isTall ? static_cast<int>(m_size.height() * kTallLyricsAt) : top;
        words.at = QPoint(where & Qt::AlignLeft    ? left
                          : where & Qt::AlignRight ? m_size.width() - left - words.picture.width()
                                                   : (m_size.width() - words.picture.width()) / 2,
                          where & Qt::AlignBottom ? m_size.height() - below - words.picture.height() : top);
    }
    QPainter painter(&image);
    painter.drawImage(words.at, words.picture);
}

QImage BurnInPainter::drawn(const QString &text, bool isPlate) const
{
    // Names and timecode stand on a plate, half the width each; lyrics have a dark edge round white letters.
    const double pixels = std::max(isPlate ? 20 * m_unit : 40 * m_unit, playback::kSmallestType);
    const bool isClock = isPlate && text.size() > 2 && text[2] == u':';
    const QFont font = isClock ? playback::cardMonoFont(pixels) : playback::cardFont(pixels, QFont::DemiBold);
    const double widest = m_size.width() * (isPlate ? 0.5 - kSafe - 0.02 : 1 - 2 * kSafe);
    const QStringList lines = isPlate ? QStringList{QFontMetricsF(font).elidedText(text, Qt::ElideRight, widest)}
                                      : playback::wrapText(text, font, widest, kMostLines);
    const QFontMetricsF metrics(font);
    double width = 0;
    for (const QString &line : lines)
        width = std::max(width, metrics.horizontalAdvance(line));
    const double edge = isPlate ? pixels * 0.45 : pixels * 0.14;
    const double lineHeight = metrics.height() * (isPlate ? 1 : 1.05);
    QImage image(QSizeF(width + 2 * edge + 2, lineHeight * static_cast<double>(lines.size()) + (isPlate ? edge : 2 * edge)).toSize(),
                 QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        return image;
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    if (isPlate) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(8, 10, 14, 168));
        painter.drawRoundedRect(QRectF(image.rect()), pixels * 0.3, pixels * 0.3);
    }
    QPainterPath letters;
    double baseline = metrics.ascent() + (isPlate ? edge / 2 : edge);
    for (const QString &line : lines) {
        letters.addText(QPointF((image.width() - metrics.horizontalAdvance(line)) / 2, baseline), font, line);
        baseline += lineHeight;
    }
    if (!isPlate)
        painter.strokePath(letters, QPen(QColor(0, 0, 0, 190), edge * 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.fillPath(letters, QColor(255, 255, 255, 245));
    return image;
}

} // namespace sc::render
