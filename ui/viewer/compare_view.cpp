// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewer/compare_view.h"

#include <algorithm>

namespace sc::ui {

namespace {

constexpr int kPlayMs = 8;
constexpr int kBlinkMs = 450;
constexpr int kMostGain = 32;

} // namespace

CompareView::CompareView(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumSize(160, 90);
    m_play.setInterval(kPlayMs);
    m_play.setTimerType(Qt::PreciseTimer);
    connect(&m_play, &QTimer::timeout, this, &CompareView::tick);
    m_blink.setInterval(kBlinkMs);
    connect(&m_blink, &QTimer::timeout, this, [this] {
        m_blinkSecond = !m_blinkSecond;
        update();
    });
    connect(&m_pictures, &ComparePictures::changed, this, [this](int side) {
        update();
        Q_EMIT pictureChanged(side);
    });
    refreshName();
}

void CompareView::setSides(const std::vector<CompareSide> &sides)
{
    m_sides = sides;
    m_pictures.setSides(sides);
    m_current = std::clamp(m_current, 0, std::max(0, int(sides.size()) - 1));
    if (m_position > length())
        m_position = {};
    if (length() <= Ticks())
        setPlaying(false);
    load();
    refreshName();
    update();
}

void CompareView::setMode(CompareMode mode)
{
    if (m_mode == mode)
        return;
    m_mode = mode;
    m_blinkSecond = false;
    if (mode == CompareMode::Blink)
        m_blink.start();
    else
        m_blink.stop();
    m_look = heldInside(m_look, shape(), cellOf(m_current));
    load();
    refreshName();
    update();
    Q_EMIT modeChanged();
}

void CompareView::setCurrent(int side)
{
    if (side == m_current || side < 0 || side >= int(m_sides.size()))
        return;
    m_current = side;
    load();
    refreshName();
    update();
}

Ticks CompareView::length() const
{
    Ticks most;
    for (const CompareSide &side : m_sides)
        most = std::max(most, side.isMovie ? side.length : Ticks());
    return most;
}

Ticks CompareView::frameLength() const
{
    for (const CompareSide &side : m_sides) {
        if (side.isMovie)
            return side.frameLength();
    }
    return {};
}

void CompareView::setPosition(Ticks t)
{
    const Ticks held = std::clamp(t, Ticks(), length());
    if (held == m_position)
        return;
    m_position = held;
    load();
    update();
    Q_EMIT positionChanged(m_position);
}

void CompareView::stepFrames(int frames)
{
    setPlaying(false);
    const auto movie = std::ranges::find_if(m_sides, &CompareSide::isMovie);
    if (movie != m_sides.end())
        setPosition(movie->timeOf(std::clamp<qint64>(movie->frameAt(m_position) + frames, 0, movie->frames - 1)));
}

void CompareView::setPlaying(bool on)
{
    const bool can = on && length() > Ticks();
    if (can == m_play.isActive())
        return;
    if (can) {
        m_playFrom = m_position;
        m_clock.start();
        m_play.start();
    } else {
        m_play.stop();
    }
    Q_EMIT playingChanged(can);
}

void CompareView::tick()
{
    const Ticks whole = length();
    if (whole <= Ticks()) {
        setPlaying(false);
        return;
    }
    const Ticks gone = Ticks::fromRational(m_clock.nsecsElapsed() / 1000, 1'000'000);
    setPosition(Ticks((m_playFrom + gone).value() % whole.value()));
}

int CompareView::firstShown() const
{
    const int needed = sidesNeeded(m_mode);
    if (m_mode == CompareMode::Single)
        return m_current;
    return std::max(0, std::min(m_current / needed * needed, int(m_sides.size()) - 1));
}

void CompareView::load()
{
    if (isVisible())
        m_pictures.want(m_position, firstShown(), sidesNeeded(m_mode));
}

std::vector<CompareView::Shown> CompareView::shown() const
{
    std::vector<Shown> all;
    const int first = firstShown();
    const auto has = [&](int side) { return side < int(m_sides.size()) ? side : -1; };
    const std::vector<QRectF> cells = compareCells(m_mode, shape(), QRectF(rect()));
    for (size_t i = 0; i < cells.size(); ++i)
        all.push_back({cells[i], has(first + int(i)), -1});
    if (m_mode == CompareMode::Wipe || m_mode == CompareMode::Difference)
        all.front().over = has(first + 1);
    if (m_mode == CompareMode::Blink && m_blinkSecond && has(first + 1) >= 0)
        all.front().side = first + 1;
    return all;
}

QSizeF CompareView::shapeOf(int side) const
{
    if (side < 0 || side >= int(m_sides.size()))
        return {16, 9};
    const CompareSide &one = m_sides[size_t(side)];
    const QSize size = one.picture.isNull() ? one.size : one.picture.size();
    return size.isEmpty() ? QSizeF(16, 9) : QSizeF(size);
}

QSizeF CompareView::shape() const
{
    return shapeOf(m_current);
}

QRectF CompareView::cellOf(int side) const
{
    for (const Shown &cell : shown()) {
        if (cell.side == side || cell.over == side)
            return cell.cell;
    }
    return rect();
}

QRectF CompareView::pictureRectOf(int side) const
{
    const QRectF cell = cellOf(side);
    return pictureRect(shapeOf(side), cell, heldInside(m_look, shapeOf(side), cell));
}

void CompareView::setLook(const CompareLook &look)
{
    const CompareLook held = heldInside(look, shape(), cellOf(m_current));
    if (held == m_look)
        return;
    m_look = held;
    update();
    Q_EMIT lookChanged();
}

double CompareView::scale() const
{
    return pictureRectOf(m_current).width() * devicePixelRatioF() / std::max(1.0, shape().width());
}

void CompareView::showOriginal()
{
    setLook({m_look.enlargement / std::max(0.001, scale()), m_look.centre});
}

void CompareView::enlarge(double factor)
{
    setLook({m_look.enlargement * factor, m_look.centre});
}

void CompareView::setLoupe(bool on)
{
    m_hasLoupe = on;
    update();
    Q_EMIT lookChanged();
}

void CompareView::setSafeAreas(bool on)
{
    m_hasSafeAreas = on;
    update();
    Q_EMIT lookChanged();
}

void CompareView::setLabels(bool on)
{
    m_hasLabels = on;
    update();
}

void CompareView::setCornerRadius(double px)
{
    m_corner = px;
    update();
}

void CompareView::showInstead(const QImage &picture)
{
    if (picture.isNull() && m_instead.isNull())
        return;
    m_instead = picture;
    update();
}

void CompareView::setWipe(double place)
{
    m_wipe = std::clamp(place, 0.0, 1.0);
    update();
}

void CompareView::setDifferenceGain(int gain)
{
    m_gain = std::clamp(gain, 1, kMostGain);
    update();
}

void CompareView::refreshDifference()
{
    const int first = firstShown();
    const QImage one = m_pictures.picture(first);
    const QImage two = m_pictures.picture(first + 1);
    if (m_differenceOf[0] == one.cacheKey() && m_differenceOf[1] == two.cacheKey() && m_differenceGain == m_gain)
        return;
    m_difference = differenceOf(one, two, m_gain);
    m_differenceOf[0] = one.cacheKey();
    m_differenceOf[1] = two.cacheKey();
    m_differenceGain = m_gain;
}

void CompareView::refreshName()
{
    QStringList titles;
    const int first = firstShown();
    for (int i = first; i < std::min(first + sidesNeeded(m_mode), int(m_sides.size())); ++i)
        titles.append(m_sides[size_t(i)].title);
    const QString pictures = titles.join(QStringLiteral(", "));
    switch (m_mode) {
    case CompareMode::Single:
        setAccessibleName(tr("Viewer: %1").arg(pictures));
        break;
    case CompareMode::TwoUp:
    case CompareMode::FourUp:
        setAccessibleName(tr("Side by side: %1").arg(pictures));
        break;
    case CompareMode::Wipe:
        setAccessibleName(tr("Wipe between %1").arg(pictures));
        break;
    case CompareMode::Difference:
        setAccessibleName(tr("Difference of %1").arg(pictures));
        break;
    case CompareMode::Blink:
        setAccessibleName(tr("In turn: %1").arg(pictures));
        break;
    }
}

void CompareView::resizeEvent(QResizeEvent *)
{
    m_look = heldInside(m_look, shape(), cellOf(m_current));
}

void CompareView::showEvent(QShowEvent *)
{
    load();
}

} // namespace sc::ui
