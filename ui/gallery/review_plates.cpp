// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/review_plates.h"

#include "core/base/timecode.h"
#include "core/generation/review_notes.h"
#include "ui/theme/colour.h"
#include "ui/theme/icons.h"
#include "ui/theme/motion.h"
#include "ui/theme/plates.h"
#include "ui/timeline/karaoke_painter.h"
#include "ui/widgets/buttons.h"

#include <QtGui/QPainter>

namespace sc::ui {

namespace {

constexpr int kLine = 3; // px of the line that says where
constexpr int kPlate = 26;

void plate(QPainter &painter, const Theme &theme, double x, double y, const QFont &font, const QString &strong, const QString &quiet,
           bool atRight)
{
    const QFontMetricsF metrics(font);
    const QFontMetricsF small(theme.fonts.body);
    const double width = metrics.horizontalAdvance(strong) + (quiet.isEmpty() ? 0 : small.horizontalAdvance(quiet) + 7) + 18;
    const QRectF box(atRight ? x - width : x, y, width, 26);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.state.badgePlate);
    painter.drawRoundedRect(box, radius::kChip, radius::kChip);
    painter.setFont(font);
    painter.setPen(theme.state.onAccent); // the plate is dark in every look
    painter.drawText(box.adjusted(9, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, strong);
    painter.setFont(theme.fonts.body);
    painter.setPen(withAlpha(theme.state.onAccent, 0.8));
    painter.drawText(box.adjusted(16 + metrics.horizontalAdvance(strong), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, quiet);
}

// One line of what was found, on a plate with the sign for it.
void warningPlate(QPainter &painter, const Theme &theme, double y, const QString &text)
{
    const double width = QFontMetricsF(theme.fonts.caption).horizontalAdvance(text) + 18 + 20;
    const QRectF box(12, y, width, kPlate);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.state.badgePlate);
    painter.drawRoundedRect(box, radius::kChip, radius::kChip);
    drawIconCentred(painter, QStringLiteral("warning"), QRectF(box.left() + 8, box.top(), 14, box.height()), 14, theme.semantic.warning);
    painter.setFont(theme.fonts.caption);
    painter.setPen(theme.state.onAccent);
    painter.drawText(box.adjusted(28, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, text);
}

} // namespace

ReviewPlates::ReviewPlates(GalleryDesk &desk, CompareView &view, QWidget *parent)
    : QWidget(parent),
      m_desk(desk),
      m_view(view),
      m_original(new PushButton(tr("Original"), ControlKind::Default, parent)),
      m_loupe(new PushButton(tr("Loupe"), ControlKind::Default, parent)),
      m_safe(new PushButton(tr("Safe areas"), ControlKind::Default, parent)),
      m_full(new IconButton(QStringLiteral("fullscreen"), tr("The picture alone"), parent))
{
    setAttribute(Qt::WA_TransparentForMouseEvents); // its buttons lie beside it
    for (PushButton *button : {m_original, m_loupe, m_safe}) {
        button->setButtonSize(ButtonSize::Small);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::TabFocus);
    }
    m_full->setSide(24);
    m_full->setStrong(true);
    m_full->setKind(ControlKind::Default);
    connect(m_original, &QAbstractButton::clicked, this, [this](bool on) {
        if (on)
            m_view.showOriginal();
        else
            m_view.showAll();
    });
    connect(m_loupe, &QAbstractButton::clicked, &view, &CompareView::setLoupe);
    connect(m_safe, &QAbstractButton::clicked, &view, &CompareView::setSafeAreas);
    connect(m_full, &QAbstractButton::clicked, this, &ReviewPlates::fullRequested);
    connect(&view, &CompareView::lookChanged, this, [this] {
        m_original->setChecked(m_view.look().enlargement > 1);
        m_loupe->setChecked(m_view.hasLoupe());
        m_safe->setChecked(m_view.hasSafeAreas());
    });
}

void ReviewPlates::setTitle(const QString &strong, const QString &quiet)
{
    m_strong = strong;
    m_quiet = quiet;
    update();
}

void ReviewPlates::setChecks(std::vector<timeline::TakeCheck> checks)
{
    m_checks = std::move(checks);
    update();
}

void ReviewPlates::raiseButtons()
{
    for (QWidget *button : std::initializer_list<QWidget *>{m_full, m_safe, m_loupe, m_original})
        button->raise();
}

void ReviewPlates::setPlaying(bool playing)
{
    if (playing == m_isPlaying)
        return;
    m_isPlaying = playing;
    for (QWidget *button : std::initializer_list<QWidget *>{m_original, m_loupe, m_safe, m_full})
        button->setVisible(!playing);
    startMotion(this, MotionKind::Quick, m_shown, playing ? 0 : 1, [this](double shown) {
        m_shown = shown;
        update();
    });
}

QStringList ReviewPlates::findings() const
{
    const bool isMovie = !m_view.sides().empty() && m_view.sides().front().isMovie;
    QStringList words;
    for (const timeline::TakeCheck &check : m_checks) {
        const QString found = QStringLiteral("%1 %2").arg(generation::checkTitle(check.name), QString::number(check.score, 'f', 2));
        words.append(isMovie ? tr("%1, the whole take").arg(found) : found);
    }
    return words;
}

void ReviewPlates::resizeEvent(QResizeEvent *)
{
    int x = width() - 12;
    for (QWidget *button : std::initializer_list<QWidget *>{m_full, m_safe, m_loupe, m_original}) {
        const int wide = button->sizeHint().width();
        x -= wide;
        button->setGeometry(x, 12, wide, 24);
        button->raise();
        x -= 4;
    }
}

void ReviewPlates::paintLine(QPainter &painter) const
{
    const Ticks whole = m_view.length();
    if (whole <= Ticks())
        return;
    const double scale = double(width()) / double(whole.value());
    const int y = height() - kLine;
    painter.fillRect(QRectF(0, y, width(), kLine), QColor(255, 255, 255, 51));
    painter.fillRect(QRectF(0, y, double(m_view.position().value()) * scale, kLine), Qt::white);
}

void ReviewPlates::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintLine(painter);
    const Place place = m_placeOf ? m_placeOf() : Place();
    if (place.clip) {
        const timeline::Timeline &timeline = m_desk.session()->timeline();
        paintKaraoke(painter, theme, timeline, place.at, QRectF(rect()).adjusted(0, 0, 0, -2));
        if (m_shown <= 0)
            return;
        painter.setOpacity(m_shown);
        plate(painter, theme, 12, height() - 40, theme.fonts.timecode,
              formatTimecode(timeline.project.frameRate.frameAt(place.at), timeline.project.frameRate), {}, false);
    }
    if (m_shown <= 0)
        return;
    painter.setOpacity(m_shown);
    plate(painter, theme, 12, 12, theme.fonts.controlStrong, m_strong, m_quiet, false);
    double y = 12 + kPlate + 6;
    for (const QString &words : findings()) {
        warningPlate(painter, theme, y, words);
        y += kPlate + 4;
    }
    if (!m_view.sides().empty()) {
        const CompareSide &side = m_view.sides().front();
        const QString frames = side.isMovie
                                   ? tr("%1 / %2, %3 fps")
                                         .arg(side.frameAt(m_view.position()) + 1)
                                         .arg(side.frames)
                                         .arg(QString::number(double(side.rateNumerator) / std::max(1, side.rateDenominator), 'g', 4))
                                   : QStringLiteral("%1 x %2").arg(side.size.width()).arg(side.size.height());
        plate(painter, theme, width() - 12, height() - 40, theme.fonts.captionMono, frames, {}, true);
    }
}

} // namespace sc::ui
