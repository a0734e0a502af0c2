// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/first_run_page.h"

#include "ui/theme/colour.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/progress.h"
#include "ui/widgets/text_label.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QBoxLayout>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

// One of the three steps: icon on a plate, a word, a sentence.
class Step : public QWidget
{
public:
    Step(QString icon, const QString &title, const QString &sentence) : m_icon(std::move(icon))
    {
        setFixedWidth(258);
        auto *column = new QVBoxLayout(this);
        column->setContentsMargins(46, 0, 0, 0);
        column->setSpacing(2);
        column->addWidget(new TextLabel(title, TextStyle::BodyStrong));
        auto *words = new TextLabel(sentence, TextStyle::Body, Ink::Secondary);
        words->setWrap(true);
        column->addWidget(words);
        column->addStretch(1);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        QPainterPath plate;
        plate.addRoundedRect(QRectF(0, 0, 34, 34), 10, 10);
        painter.fillPath(plate, theme.state.keyCap);
        drawIconCentred(painter, m_icon, QRectF(0, 0, 34, 34), 18, theme.text.blue);
    }

private:
    QString m_icon;
};

} // namespace

// The panel's picture: a soft light, the wave and the dashed line that says "drop here".
class FirstRunPage::Stage : public Panel
{
public:
    void setWaveTop(int y) { m_waveTop = y; }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        Panel::paintEvent(event);
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (!theme.isFlat())
            paintLight(painter, theme);
        paintWave(painter, theme);
        drawDashedFrame(painter, QRectF(rect()).adjusted(14, 14, -14, -14),
                        withAlpha(theme.accent.focusRing, theme.hasBorders() ? 0.9 : 0.22), radius::kCard);
    }

private:
    void paintLight(QPainter &painter, const Theme &theme) const
    {
        QRadialGradient light(QPointF(0, 0), 1);
        light.setColorAt(0, withAlpha(theme.brand.blue, 0.18));
        light.setColorAt(0.55, withAlpha(theme.brand.purple, 0.07));
        light.setColorAt(1, withAlpha(theme.brand.purple, 0));
        painter.save();
        QPainterPath inside;
        inside.addRoundedRect(rect(), radius::kPanel, radius::kPanel);
        painter.setClipPath(inside);
        painter.translate(width() / 2.0, m_waveTop + 148);
        painter.scale(550, 320);
        painter.setPen(Qt::NoPen);
        painter.setBrush(light);
        painter.drawEllipse(QPointF(), 1, 1);
        painter.restore();
    }
    void paintWave(QPainter &painter, const Theme &theme) const
    {
        constexpr int kBars = 97;
        const double left = width() / 2.0 - 434;
        painter.setPen(Qt::NoPen);
        for (int i = 0; i < kBars; ++i) {
            const double t = (i - (kBars - 1) / 2.0) / ((kBars - 1) / 2.0);
            const double half =
                (0.10 + 0.9 * std::exp(-t * t * 3.2)) * (0.35 + 0.65 * std::abs(std::sin(i * 0.83) * std::cos(i * 0.31 + 1))) * 88 + 5;
            const QColor colour = i < kBars / 2 ? mix(theme.brand.cyan, theme.brand.purple, i * 2.0 / kBars)
                                                : mix(theme.brand.purple, theme.brand.magenta, i * 2.0 / kBars - 1);
            painter.setBrush(withAlpha(colour, 0.16 + 0.84 * std::exp(-t * t * 2.6)));
            painter.drawRoundedRect(QRectF(left + i * 9, m_waveTop + 100 - half, 4, 2 * half), 2, 2);
        }
    }

    int m_waveTop = 112;
};

FirstRunPage::FirstRunPage(QWidget *parent)
    : QWidget(parent),
      m_stage(new Stage),
      m_title(new TextLabel({}, TextStyle::Display)),
      m_sentence(new TextLabel({}, TextStyle::Lead, Ink::Secondary)),
      m_formats(new TextLabel(tr("MP3, WAV, FLAC, AIFF, OGG, Opus, M4A, or the sound of a movie. Analysis happens on this machine."),
                              TextStyle::Body, Ink::Tertiary)),
      m_choose(new PushButton(tr("Choose a song"), ControlKind::Primary)),
      m_demo(new PushButton(tr("Use the demo song"))),
      m_cancel(new PushButton(tr("Cancel"), ControlKind::Quiet)),
      m_ring(new BusyRing(36)),
      m_above(new QWidget),
      m_steps(makeSteps())
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stage);
    m_choose->setIconName(QStringLiteral("folder"));
    for (PushButton *button : {m_choose, m_demo, m_cancel})
        button->setButtonSize(ButtonSize::Hero);
    for (TextLabel *label : {m_title, m_sentence, m_formats})
        label->setAlignment(Qt::AlignCenter);

    auto *column = new QVBoxLayout(m_stage);
    column->setContentsMargins(32, 0, 32, 56);
    column->setSpacing(0);
    column->addWidget(m_above);
    column->addWidget(m_ring, 0, Qt::AlignHCenter);
    column->addWidget(m_title);
    column->addSpacing(8);
    column->addWidget(m_sentence);
    column->addSpacing(24);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::kGutter);
    buttons->addStretch(1);
    buttons->addWidget(m_choose);
    buttons->addWidget(m_demo);
    buttons->addWidget(m_cancel);
    buttons->addStretch(1);
    column->addLayout(buttons);
    column->addSpacing(18);
    column->addWidget(m_formats);
    column->addStretch(1);
    column->addWidget(m_steps, 0, Qt::AlignHCenter);

    connect(m_choose, &QPushButton::clicked, this, &FirstRunPage::chooseRequested);
    connect(m_demo, &QPushButton::clicked, this, &FirstRunPage::demoRequested);
    connect(m_cancel, &QPushButton::clicked, this, &FirstRunPage::cancelRequested);
    setMaking(std::nullopt);
}

QWidget *FirstRunPage::makeSteps()
{
    auto *steps = new QWidget;
    auto *row = new QHBoxLayout(steps);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(36);
    row->addWidget(new Step(QStringLiteral("analysis"), tr("Analyse"), tr("Tempo, beats, key and sections, heard on your own processor.")));
    row->addWidget(new Step(QStringLiteral("scenes"), tr("Plan"), tr("Sections become scenes, beats become cuts. You choose how fast.")));
    row->addWidget(new Step(QStringLiteral("export"), tr("Export"), tr("To Final Cut Pro with every cut on its beat, or as a movie.")));
    return steps;
}

void FirstRunPage::setMaking(const std::optional<StudioController::Making> &making)
{
    m_ring->setVisible(making.has_value());
    m_choose->setVisible(!making);
    m_demo->setVisible(!making);
    m_cancel->setVisible(making.has_value());
    m_formats->setVisible(!making);
    if (!making) {
        m_title->setText(tr("Drop a song"));
        m_sentence->setText(tr("Its beats, bars, key and sections become your timeline."));
        return;
    }
    m_ring->setFraction(making->fraction);
    m_title->setText(making->song);
    m_sentence->setText(making->fraction < 0 ? tr("Reading the song") : tr("Analysing, %1 %").arg(qRound(making->fraction * 100)));
}

void FirstRunPage::resizeEvent(QResizeEvent *)
{
    // In a low window the steps go first, then the wave moves up.
    m_steps->setVisible(height() >= 640);
    const int waveTop = height() >= 760 ? 112 : std::max(24, height() / 2 - 290);
    m_stage->setWaveTop(waveTop);
    m_above->setFixedHeight(waveTop + 226);
}

} // namespace sc::ui
